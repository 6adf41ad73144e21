package io.metastore.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A streaming call that can be ended from outside. The service sees a cancellation, and what it
 * still sends goes nowhere. Confined to its event loop, but for {@link #cut}.
 */
final class CuttableCall<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private final Executor eventLoop;
    private final Consumer<CuttableCall<Q, A>> ended;
    private ServerCall.@Nullable Listener<Q> listener;
    private boolean closed;

    CuttableCall(ServerCall<Q, A> call, Executor eventLoop, Consumer<CuttableCall<Q, A>> ended) {
        super(call);
        this.eventLoop = eventLoop;
        this.ended = ended;
    }

    ServerCall.Listener<Q> listen(ServerCall.Listener<Q> service) {
        listener = service;
        return new SimpleForwardingServerCallListener<>(service) {
            @Override
            public void onCancel() {
                ended.accept(CuttableCall.this);
                super.onCancel();
            }

            @Override
            public void onComplete() {
                ended.accept(CuttableCall.this);
                super.onComplete();
            }
        };
    }

    /** Ends the call with a status; any thread. */
    void cut(Status status) {
        eventLoop.execute(() -> cutNow(status));
    }

    private void cutNow(Status status) {
        if (closed) {
            return;
        }
        close(status, new Metadata());
        if (listener != null) {
            listener.onCancel();
        }
    }

    @Override
    public void sendMessage(A message) {
        if (!closed) {
            super.sendMessage(message);
        }
    }

    @Override
    public boolean isReady() {
        return !closed && super.isReady();
    }

    @Override
    public void close(Status status, Metadata trailers) {
        if (!closed) {
            closed = true;
            ended.accept(this);
            super.close(status, trailers);
        }
    }
}
