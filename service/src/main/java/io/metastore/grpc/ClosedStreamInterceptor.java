package io.metastore.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.inject.spi.Prioritized;

/**
 * Sends nothing to a client that has given up its call, for example because its deadline has
 * passed. The transport does not tell a unary call of that (eclipse-vertx/vert.x issue 5562), and
 * answers to headers on a stream that is gone by closing the whole connection with PROTOCOL_ERROR,
 * with the calls and watches of everybody else on it. Event loop.
 */
final class ClosedStreamInterceptor implements ServerInterceptor, Prioritized {

    /** Next to the transport, so that whatever another interceptor sends passes here too. */
    @Override
    public int getPriority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        HttpServerResponse response = CurrentResponse.get();
        return response == null
                ? next.startCall(call, headers)
                : next.startCall(new OpenStreamCall<>(call, response), headers);
    }

    private static final class OpenStreamCall<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private final HttpServerResponse response;

        OpenStreamCall(ServerCall<Q, A> call, HttpServerResponse response) {
            super(call);
            this.response = response;
        }

        @Override
        public void sendHeaders(Metadata headers) {
            if (!response.closed()) {
                super.sendHeaders(headers);
            }
        }

        @Override
        public void sendMessage(A message) {
            if (!response.closed()) {
                super.sendMessage(message);
            }
        }

        @Override
        public void close(Status status, Metadata trailers) {
            if (!response.closed()) {
                super.close(status, trailers);
            }
        }
    }
}
