package io.metastore.grpc;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Lets a call see the HTTP response it is answered by, which knows whether its client is still
 * there. The transport reports a reset stream to the call only while requests may still come, so
 * that a call of one request would never hear of it (eclipse-vertx/vert.x issue 5562). Event loop.
 */
@Singleton
final class CurrentResponse {
    private static final String KEY = CurrentResponse.class.getName();

    private static final String GRPC = "application/grpc";

    /** In front of all other routes. */
    private static final int FIRST = Integer.MIN_VALUE;

    void mount(@Observes Router router) {
        router.route().order(FIRST).handler(CurrentResponse::remember);
    }

    private static void remember(RoutingContext routing) {
        String type = routing.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.startsWith(GRPC)) {
            Vertx.currentContext().putLocal(KEY, routing.response());
        }
        routing.next();
    }

    /** Null outside of a call, and for one of the gateway, which hears of its client by itself. */
    static @Nullable HttpServerResponse get() {
        Context context = Vertx.currentContext();
        return context == null ? null : context.getLocal(KEY);
    }

    /** Runs the action when the current call's stream ends, for whatever reason. */
    static void whenClosed(Runnable action) {
        HttpServerResponse response = get();
        if (response == null) {
            return;
        }
        if (response.closed()) {
            action.run();
        } else {
            response.closeHandler(closed -> action.run());
        }
    }
}
