package io.metastore.raft;

import com.alipay.sofa.jraft.error.ConnectionFailureException;
import com.alipay.sofa.jraft.error.RemotingException;
import com.alipay.sofa.jraft.option.RpcOptions;
import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.util.Endpoint;
import com.alipay.sofa.jraft.util.RpcFactoryHelper;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calling end of peer calls, over connections of its own so that a large call never stands in
 * front of a heartbeat. A failure is a {@link NotLeaderException} when the handler has certainly
 * not seen the call, and a {@link ProposalLostException} when that is not known.
 */
final class PeerCalls implements AutoCloseable {
    static final int BODY_BYTES_MAX = JRaftConsensus.ENTRY_BYTES_MAX;
    static final int IN_FLIGHT_MAX = 256;

    /** Connections made at once, so that a member that is down does not stand before the leader. */
    private static final int CONNECTING_MAX = 4;

    private final RpcClient client;
    private final BoundedExecutor connector;
    private final Semaphore room = new Semaphore(IN_FLIGHT_MAX);

    PeerCalls(RpcOptions options) {
        this.client = RpcFactoryHelper.rpcFactory().createRpcClient();
        this.client.init(options);
        this.connector = new BoundedExecutor("raft-peer-connect", CONNECTING_MAX, IN_FLIGHT_MAX);
    }

    CompletionStage<byte[]> call(
            Endpoint to, PeerCallTarget target, byte[] body, long timeoutMillis) {
        if (!room.tryAcquire()) {
            return CompletableFuture.failedStage(
                    new NotLeaderException("too many peer calls in flight"));
        }
        var answer = new CompletableFuture<PeerAnswer>();
        start(to, new PeerCall(target, body), timeoutMillis, answer);
        return answer.whenComplete((ok, failure) -> room.release())
                .thenApply(PeerAnswer::bodyOrThrow)
                .minimalCompletionStage();
    }

    /** Runs a handler so that whatever it throws is a failed stage. */
    static CompletionStage<byte[]> guarded(Supplier<CompletionStage<byte[]>> handler) {
        try {
            return handler.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** Connecting blocks, so only a call over a connection that is there leaves on this thread. */
    private void start(
            Endpoint peer, PeerCall call, long timeoutMillis, CompletableFuture<PeerAnswer> to) {
        if (client.checkConnection(peer)) {
            send(peer, call, timeoutMillis, to);
            return;
        }
        long startNanos = System.nanoTime();
        connector.execute(
                () -> {
                    long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
                    if (waited >= timeoutMillis) {
                        to.completeExceptionally(new NotLeaderException("no connection in time"));
                    } else {
                        send(peer, call, timeoutMillis - waited, to);
                    }
                });
    }

    private void send(
            Endpoint peer, PeerCall call, long timeoutMillis, CompletableFuture<PeerAnswer> to) {
        try {
            client.invokeAsync(
                    peer,
                    call,
                    null,
                    (result, failure) -> complete(to, result, failure),
                    timeoutMillis);
        } catch (ConnectionFailureException e) {
            to.completeExceptionally(new NotLeaderException("cannot reach " + peer, e));
        } catch (RemotingException | RuntimeException e) {
            to.completeExceptionally(new ProposalLostException("peer call failed", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            to.completeExceptionally(new ProposalLostException("peer call interrupted", e));
        }
    }

    private static void complete(
            CompletableFuture<PeerAnswer> to, @Nullable Object result, @Nullable Throwable cause) {
        if (cause == null && result instanceof PeerAnswer answer) {
            to.complete(answer);
        } else {
            to.completeExceptionally(
                    new ProposalLostException("peer call failed", asFailure(cause)));
        }
    }

    private static Throwable asFailure(@Nullable Throwable cause) {
        return cause != null ? cause : new TimeoutException("no answer");
    }

    @Override
    public void close() {
        connector.close();
        client.shutdown();
    }
}
