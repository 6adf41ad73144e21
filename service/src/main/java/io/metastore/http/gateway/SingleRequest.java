package io.metastore.http.gateway;

import com.google.protobuf.Message;
import io.grpc.Status;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Begins a call that takes one request when the body is complete. Like etcd it takes the first
 * message of the body, and an empty one when there is none.
 */
final class SingleRequest implements GatewayInput.Receiver {
    private final Message empty;
    private final HttpServerRequest request;
    private final GatewayCall<?, ?> call;
    private @Nullable Message first;

    SingleRequest(Message empty, HttpServerRequest request, GatewayCall<?, ?> call) {
        this.empty = empty;
        this.request = request;
        this.call = call;
    }

    @Override
    public void received(Message message) {
        if (first == null) {
            first = message;
        }
    }

    @Override
    public void inputEnded() {
        call.start(GatewayMetadata.of(request.headers()));
        call.received(first == null ? empty : first);
        call.inputEnded();
    }

    @Override
    public void inputFailed(Status status) {
        call.inputFailed(status);
    }
}
