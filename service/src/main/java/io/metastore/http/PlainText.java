package io.metastore.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Answers that are a line or two of text. */
public final class PlainText {
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private PlainText() {}

    public static void answer(HttpServerRequest request, int status, String text) {
        request.resume();
        HttpServerResponse response = request.response();
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(text);
    }

    /** Nothing is at the path. */
    public static void notFound(HttpServerRequest request) {
        answer(request, NOT_FOUND, "404 page not found\n");
    }

    /**
     * Lets GET pass and refuses every other method.
     *
     * @return whether the request may go on
     */
    public static boolean allowsGet(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.GET)) {
            return true;
        }
        request.response().putHeader("Allow", "GET");
        answer(request, METHOD_NOT_ALLOWED, "Method Not Allowed\n");
        return false;
    }
}
