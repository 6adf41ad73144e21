package io.metastore.http.gateway;

import com.google.protobuf.Message;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One call of a service on behalf of an HTTP request. The service may use it from any thread; what
 * it asks for happens in that order on the request's event loop, where the service's listener is
 * called too.
 */
final class GatewayCall<Q, S> extends ServerCall<Q, S> implements GatewayInput.Receiver {
    /** Answers handed over and not yet written from which on the service is told to wait. */
    static final int UNWRITTEN_MAX = 64;

    private static final Logger LOG = Logger.getLogger(GatewayCall.class);

    /** How the call is served: what does not change while it runs. */
    record Setting(Executor loop, GatewayOutput output, Attributes attributes, String authority) {}

    private final GatewayMethod<Q, S> method;
    private final Setting setting;
    private final Runnable wantsInput;
    private final Context.CancellableContext context = Context.current().withCancellation();
    private final AtomicInteger unwritten = new AtomicInteger();
    private volatile boolean cancelled;

    // From here on: event loop only.
    private final Deque<Message> received = new ArrayDeque<>();
    private @Nullable Listener<Q> listener;
    private int requested;
    private boolean inputEnded;
    private @Nullable Status inputFailure;
    private boolean halfClosed;
    private boolean closed;

    /**
     * @param wantsInput run when the service waits for a request and none is here
     */
    GatewayCall(GatewayMethod<Q, S> method, Setting setting, Runnable wantsInput) {
        this.method = method;
        this.setting = setting;
        this.wantsInput = wantsInput;
    }

    /** Begins the call. Event loop. */
    void start(Metadata headers) {
        guarded(
                () ->
                        listener =
                                method.definition()
                                        .getServerCallHandler()
                                        .startCall(this, headers));
        drained();
    }

    @Override
    public void received(Message message) {
        received.add(message);
        deliver();
    }

    @Override
    public void inputEnded() {
        inputEnded = true;
        deliver();
    }

    @Override
    public void inputFailed(Status status) {
        inputFailure = status;
        if (listener == null) {
            abort(status);
        } else {
            deliver();
        }
    }

    /** Ends the call with an error that is not the service's, behind the answers it gave before. */
    void abort(Status status) {
        setting.loop()
                .execute(
                        () -> {
                            if (!closed) {
                                setting.output().end(status);
                                cancel();
                            }
                        });
    }

    /** Whether requests are waiting for the service to take them. Event loop. */
    boolean isBehind() {
        return !received.isEmpty();
    }

    /** The client is gone. Event loop. */
    void cancel() {
        if (closed) {
            return;
        }
        closed = true;
        cancelled = true;
        received.clear();
        context.cancel(Status.CANCELLED.asRuntimeException());
        Listener<Q> told = listener;
        if (told != null) {
            context.run(told::onCancel);
        }
    }

    /** The client has caught up with the answers. Event loop. */
    void drained() {
        Listener<Q> told = listener;
        if (told != null && !closed) {
            guarded(told::onReady);
        }
    }

    @Override
    public void request(int messages) {
        setting.loop()
                .execute(
                        () -> {
                            requested += messages;
                            deliver();
                        });
    }

    @Override
    public void sendHeaders(Metadata headers) {
        // The HTTP headers are written with the first answer, when its status is known.
    }

    @Override
    public void sendMessage(S message) {
        unwritten.incrementAndGet();
        setting.loop().execute(() -> write((Message) message));
    }

    @Override
    public void close(Status status, Metadata trailers) {
        setting.loop().execute(() -> close(status));
    }

    @Override
    public boolean isReady() {
        return !cancelled && unwritten.get() < UNWRITTEN_MAX && setting.output().isReady();
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public Attributes getAttributes() {
        return setting.attributes();
    }

    @Override
    public String getAuthority() {
        return setting.authority();
    }

    @Override
    public MethodDescriptor<Q, S> getMethodDescriptor() {
        return method.definition().getMethodDescriptor();
    }

    private void write(Message message) {
        int left = unwritten.decrementAndGet();
        if (closed) {
            return;
        }
        setting.output().message(message);
        if (left == UNWRITTEN_MAX - 1 && setting.output().isReady()) {
            drained();
        }
    }

    private void close(Status status) {
        if (closed) {
            return;
        }
        closed = true;
        setting.output().end(status);
        Listener<Q> told = listener;
        if (told != null) {
            context.run(told::onComplete);
        }
        context.cancel(null);
    }

    private void deliver() {
        Listener<Q> told = listener;
        if (told == null) {
            return;
        }
        while (!closed && requested > 0 && !received.isEmpty()) {
            requested--;
            Q request = method.typed().apply(received.remove());
            guarded(() -> told.onMessage(request));
        }
        if (closed || !received.isEmpty()) {
            return;
        }
        if (inputFailure != null) {
            abort(inputFailure);
        } else if (!inputEnded) {
            wantsInput.run();
        } else if (!halfClosed) {
            halfClosed = true;
            guarded(told::onHalfClose);
        }
    }

    /**
     * A service that fails outside of its answers has failed the call, as with any gRPC server;
     * nothing of the failure's text is for the client.
     */
    private void guarded(Runnable callback) {
        try {
            context.run(callback);
        } catch (RuntimeException e) {
            LOG.errorf(e, "call failed method=%s", getMethodDescriptor().getFullMethodName());
            abort(Status.UNKNOWN.withDescription("Application error processing RPC"));
        }
    }
}
