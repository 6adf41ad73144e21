package io.metastore.http.gateway;

import com.google.protobuf.Message;
import io.grpc.Status;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * The answers of a streaming call as lines of JSON, each sent at once: {@code {"result":…}}, and at
 * the end of a failed call {@code {"error":…}}.
 */
final class StreamOutput implements GatewayOutput {
    private final HttpServerResponse response;

    StreamOutput(HttpServerResponse response) {
        this.response = response;
        response.setChunked(true);
    }

    @Override
    public void message(Message message) {
        begin(Status.OK);
        response.write("{\"result\":" + MessageJson.print(message) + "}\n");
    }

    @Override
    public void end(Status status) {
        if (status.isOk()) {
            response.end();
        } else {
            begin(status);
            response.end("{\"error\":" + GatewayErrors.json(status) + "}\n");
        }
    }

    @Override
    public boolean isReady() {
        return !response.writeQueueFull();
    }

    private void begin(Status status) {
        if (!response.headWritten()) {
            response.setStatusCode(GatewayErrors.httpStatus(status.getCode()));
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        }
    }
}
