package io.metastore.raft;

import com.alipay.remoting.ConnectionEventType;
import com.alipay.remoting.Protocol;
import com.alipay.remoting.ProtocolCode;
import com.alipay.remoting.ProtocolManager;
import com.alipay.remoting.rpc.protocol.RpcCommandCode;
import com.alipay.remoting.rpc.protocol.RpcProtocol;
import com.alipay.remoting.rpc.protocol.RpcProtocolV2;
import com.alipay.remoting.rpc.protocol.RpcResponseProcessor;
import com.alipay.sofa.jraft.ReplicatorGroup;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.error.ConnectionFailureException;
import com.alipay.sofa.jraft.error.RemotingException;
import com.alipay.sofa.jraft.option.RpcOptions;
import com.alipay.sofa.jraft.rpc.InvokeCallback;
import com.alipay.sofa.jraft.rpc.InvokeContext;
import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesResponse;
import com.alipay.sofa.jraft.rpc.impl.BoltRpcClient;
import com.alipay.sofa.jraft.util.Endpoint;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The library's transport, with member ids in the place of addresses. Any thread. */
final class PeerClient implements RpcClient {
    private final com.alipay.remoting.rpc.RpcClient transport =
            new com.alipay.remoting.rpc.RpcClient();
    private final RpcClient delegate = new BoltRpcClient(transport);
    private volatile PeerAddresses addresses = new PeerAddresses();
    private volatile @Nullable ReplicatorGroup replicators;
    private volatile @Nullable Followers followers;

    @Override
    public boolean init(RpcOptions options) {
        if (options instanceof PeerOptions peers) {
            addresses = peers.addresses();
            followers = peers.followers();
            introduce();
        }
        boolean ready = delegate.init(options);
        answerOnTransportThreads();
        return ready;
    }

    /**
     * The transport would hand each answer to a pool of its own, only for the library or {@link
     * PeerCalls} to hand it on to theirs. For the whole process; the transport knows no other way.
     */
    private static void answerOnTransportThreads() {
        var processor = new RpcResponseProcessor(ImmediateEventExecutor.INSTANCE);
        Stream.of(RpcProtocol.PROTOCOL_CODE, RpcProtocolV2.PROTOCOL_CODE)
                .map(code -> ProtocolManager.getProtocol(ProtocolCode.fromBytes(code)))
                .map(Protocol::getCommandHandler)
                .forEach(
                        handler ->
                                handler.registerProcessor(RpcCommandCode.RPC_RESPONSE, processor));
    }

    @Override
    public void shutdown() {
        delegate.shutdown();
    }

    @Override
    public boolean checkConnection(Endpoint endpoint) {
        Endpoint address = addresses.resolve(endpoint);
        return address != null && delegate.checkConnection(address);
    }

    @Override
    public boolean checkConnection(Endpoint endpoint, boolean createIfAbsent) {
        Endpoint address = addresses.resolve(endpoint);
        return address != null && delegate.checkConnection(address, createIfAbsent);
    }

    @Override
    public void closeConnection(Endpoint endpoint) {
        Endpoint address = addresses.resolve(endpoint);
        if (address != null) {
            delegate.closeConnection(address);
        }
    }

    /** A new connection lets the leader begin at once with whoever is behind it. */
    @Override
    public void registerConnectEventListener(ReplicatorGroup group) {
        replicators = group;
        introduce();
        transport.addConnectionEventProcessor(
                ConnectionEventType.CONNECT,
                (address, connection) ->
                        addresses
                                .membersAt(address)
                                .forEach(id -> group.checkReplicator(PeerIds.peerId(id), true)));
    }

    /** The library tells who replicates before it gives the options; either order will do. */
    private void introduce() {
        Followers ours = followers;
        ReplicatorGroup group = replicators;
        if (ours != null && group != null) {
            ours.are(group);
        }
    }

    @Override
    public Object invokeSync(
            Endpoint endpoint, Object request, @Nullable InvokeContext context, long timeoutMillis)
            throws InterruptedException, RemotingException {
        return delegate.invokeSync(address(endpoint), request, context, timeoutMillis);
    }

    @Override
    public void invokeAsync(
            Endpoint endpoint,
            Object request,
            @Nullable InvokeContext context,
            InvokeCallback callback,
            long timeoutMillis)
            throws InterruptedException, RemotingException {
        delegate.invokeAsync(
                address(endpoint),
                request,
                context,
                observed(endpoint, request, callback),
                timeoutMillis);
    }

    /** Tells of answers to entries, after the library has been told. */
    private InvokeCallback observed(Endpoint endpoint, Object request, InvokeCallback callback) {
        Followers ours = followers;
        if (ours == null
                || !(request instanceof AppendEntriesRequest entries)
                || entries.getEntriesCount() == 0) {
            return callback;
        }
        PeerId follower = PeerIds.peerId(PeerIds.idOf(endpoint));
        return new InvokeCallback() {
            @Override
            public void complete(@Nullable Object result, @Nullable Throwable failure) {
                callback.complete(result, failure);
                if (failure == null && result instanceof AppendEntriesResponse answer) {
                    ours.answered(follower, entries, answer);
                }
            }

            @Override
            public Executor executor() {
                return callback.executor();
            }
        };
    }

    private Endpoint address(Endpoint endpoint) throws ConnectionFailureException {
        Endpoint address = addresses.resolve(endpoint);
        if (address == null) {
            throw new ConnectionFailureException("no address known of member " + endpoint.getIp());
        }
        return address;
    }
}
