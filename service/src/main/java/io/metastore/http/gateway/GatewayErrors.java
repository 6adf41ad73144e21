package io.metastore.http.gateway;

import com.google.protobuf.Value;
import io.grpc.Status;
import java.util.Locale;

/** A failed call in the words of HTTP: the status code and the body. */
final class GatewayErrors {
    /** No service answers at the path. */
    static final Status UNKNOWN_PATH = Status.NOT_FOUND.withDescription("Not Found");

    /** The path is there, but not for this HTTP method; told with the code and text of etcd. */
    static final Status WRONG_HTTP_METHOD =
            Status.UNIMPLEMENTED.withDescription("Method Not Allowed");

    private GatewayErrors() {}

    static int httpStatus(Status.Code code) {
        return switch (code) {
            case OK -> 200;
            case CANCELLED -> 499;
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> 400;
            case DEADLINE_EXCEEDED -> 504;
            case NOT_FOUND -> 404;
            case ALREADY_EXISTS, ABORTED -> 409;
            case PERMISSION_DENIED -> 403;
            case UNAUTHENTICATED -> 401;
            case RESOURCE_EXHAUSTED -> 429;
            case UNIMPLEMENTED -> 501;
            case UNAVAILABLE -> 503;
            case UNKNOWN, INTERNAL, DATA_LOSS -> 500;
        };
    }

    /** The JSON object that tells of the error. */
    static String json(Status status) {
        return "{\"code\":"
                + status.getCode().value()
                + ",\"message\":"
                + quoted(text(status))
                + "}";
    }

    private static String text(Status status) {
        String description = status.getDescription();
        return description != null
                ? description
                : status.getCode().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String quoted(String text) {
        return MessageJson.print(Value.newBuilder().setStringValue(text));
    }
}
