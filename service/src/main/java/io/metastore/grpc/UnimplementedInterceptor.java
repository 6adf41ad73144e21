package io.metastore.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/** Says of a method that this version does not have that it knows it, and that it is to come. */
final class UnimplementedInterceptor implements ServerInterceptor {
    private static final String GENERATED_TEXT = "is unimplemented";

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return next.startCall(
                new SimpleForwardingServerCall<>(call) {
                    @Override
                    public void close(Status status, Metadata trailers) {
                        super.close(
                                explained(status, getMethodDescriptor().getFullMethodName()),
                                trailers);
                    }
                },
                headers);
    }

    private static Status explained(Status status, String method) {
        String text = status.getDescription();
        if (status.getCode() != Status.Code.UNIMPLEMENTED
                || text == null
                || !text.endsWith(GENERATED_TEXT)) {
            return status;
        }
        return status.withDescription(
                "metastore: this version does not implement " + method + " yet");
    }
}
