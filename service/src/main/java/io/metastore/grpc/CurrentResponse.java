package io.metastore.grpc;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Lets a call see the HTTP response it is answered by. Event loop. */
@Singleton
final class CurrentResponse {
    private static final String KEY = CurrentResponse.class.getName();

    /** In front of all other routes. */
    private static final int FIRST = Integer.MIN_VALUE;

    void mount(@Observes Router router) {
        router.route().order(FIRST).handler(CurrentResponse::remember);
    }

    private static void remember(RoutingContext routing) {
        Vertx.currentContext().putLocal(KEY, routing.response());
        routing.next();
    }

    /** Null outside of a request. */
    static @Nullable HttpServerResponse get() {
        Context context = Vertx.currentContext();
        return context == null ? null : context.getLocal(KEY);
    }
}
