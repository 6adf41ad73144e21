package io.metastore.cli.bench;

import io.grpc.stub.StreamObserver;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stream of one client, on which one at a time waits for an answer. Requests come from the
 * client; what the stream says comes on the thread of the network. A stream that broke is of no use
 * any more.
 *
 * @param <Q> a request
 * @param <A> an answer
 * @param <W> who waits
 */
abstract class ClientStream<Q, A, W> implements StreamObserver<A> {
    private final AtomicReference<@Nullable W> waiting = new AtomicReference<>();
    private @Nullable StreamObserver<Q> requests;
    private volatile boolean broken;

    /** Tells who waits that no answer will come. */
    abstract void failed(W who, Throwable failure);

    /** What is told when the server ended the stream without an error. */
    abstract Throwable ended();

    /** Opens the stream, before anything else. */
    final void open(Function<StreamObserver<A>, StreamObserver<Q>> call) {
        requests = call.apply(this);
    }

    final boolean isBroken() {
        return broken;
    }

    /** Sends a request whose answer somebody waits for. */
    final void send(W who, Q request) {
        waiting.set(who);
        send(request);
        if (broken) {
            // It broke before it could know who waits.
            fail(ended());
        }
    }

    final void send(Q request) {
        Objects.requireNonNull(requests, "not open").onNext(request);
    }

    /** Who waits for the next answer, if anybody does. */
    final @Nullable W waiting() {
        return waiting.get();
    }

    /** The same, who does not wait any more. */
    final @Nullable W answered() {
        return waiting.getAndSet(null);
    }

    @Override
    public final void onError(Throwable failure) {
        broken = true;
        fail(failure);
    }

    @Override
    public final void onCompleted() {
        onError(ended());
    }

    private void fail(Throwable failure) {
        W who = answered();
        if (who != null) {
            failed(who, failure);
        }
    }

    /** Ends the stream, of which nobody shall hear any more. */
    final void close() {
        if (!broken) {
            waiting.set(null);
            Objects.requireNonNull(requests, "not open").onCompleted();
        }
    }
}
