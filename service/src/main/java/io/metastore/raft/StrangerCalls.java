package io.metastore.raft;

import com.alipay.sofa.jraft.util.Endpoint;
import java.util.concurrent.CompletionStage;

/** Calls to whoever is at an address, from a process that belongs to no group yet. Any thread. */
public final class StrangerCalls implements AutoCloseable {
    static {
        LibrarySettings.apply();
    }

    private final PeerCalls calls;

    /**
     * @param connectTimeoutMillis time for making a connection
     */
    public StrangerCalls(int connectTimeoutMillis) {
        var options = new PeerOptions();
        options.setRpcConnectTimeoutMs(connectTimeoutMillis);
        calls = new PeerCalls(options);
    }

    /** Answered by the {@link PeerHandler#handleStranger} of the one who listens there. */
    public CompletionStage<byte[]> call(Peer peer, byte[] request, long timeoutMillis) {
        return calls.call(
                new Endpoint(peer.host(), peer.port()),
                PeerCallTarget.ANYBODY,
                request,
                timeoutMillis);
    }

    @Override
    public void close() {
        calls.close();
    }
}
