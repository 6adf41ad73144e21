package io.metastore.http.gateway;

import com.google.protobuf.Message;
import io.grpc.Status;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** The one answer of a call, written when the call has ended, for only then is its status known. */
final class UnaryOutput implements GatewayOutput {
    private static final Status NO_ANSWER =
            Status.INTERNAL.withDescription("the service ended the call without an answer");

    private final HttpServerResponse response;
    private @Nullable Message answer;

    UnaryOutput(HttpServerResponse response) {
        this.response = response;
    }

    @Override
    public void message(Message message) {
        answer = message;
    }

    @Override
    public void end(Status status) {
        if (!status.isOk()) {
            refuse(response, status);
        } else if (answer == null) {
            refuse(response, NO_ANSWER);
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
            response.end(MessageJson.print(answer));
        }
    }

    @Override
    public boolean isReady() {
        return true;
    }

    /** Answers with an error. Nothing must have been written before. */
    static void refuse(HttpServerResponse response, Status status) {
        response.setStatusCode(GatewayErrors.httpStatus(status.getCode()));
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        response.end(GatewayErrors.json(status));
    }
}
