package io.metastore.app.metrics;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/** A call without a client. */
final class StubCall<Q, S> extends ServerCall<Q, S> {
    private final MethodDescriptor<Q, S> method;
    private ServerCall<Q, S> seen = this;

    StubCall(MethodDescriptor<Q, S> method) {
        this.method = method;
    }

    /** Starts this call behind the interceptor. */
    ServerCall.Listener<Q> start(ServerInterceptor interceptor, Metadata headers) {
        return interceptor.interceptCall(
                this,
                headers,
                (call, ignored) -> {
                    seen = call;
                    return new ServerCall.Listener<>() {};
                });
    }

    /** The call as the service sees it. */
    ServerCall<Q, S> seen() {
        return seen;
    }

    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(S message) {}

    @Override
    public void close(Status status, Metadata trailers) {}

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public MethodDescriptor<Q, S> getMethodDescriptor() {
        return method;
    }
}
