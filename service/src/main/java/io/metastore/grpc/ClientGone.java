package io.metastore.grpc;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Tells a call of one request and many answers that its client has gone. The transport reports a
 * reset stream to the call only while requests may still come, so that such a call would never hear
 * of it (eclipse-vertx/vert.x issue 5562); the HTTP response below it does. Event loop.
 */
@Singleton
final class ClientGone {
    private static final String PATH = "/etcdserverpb.Maintenance/Snapshot";
    private static final String KEY = ClientGone.class.getName();

    /** In front of the route that serves gRPC. */
    private static final int FIRST = Integer.MIN_VALUE;

    void mount(@Observes Router router) {
        router.route(PATH).order(FIRST).handler(ClientGone::watch);
    }

    /** Runs the action when the current call's stream ends, for whatever reason. */
    static void whenGone(Runnable action) {
        CompletionStage<Void> gone = ofCurrentCall();
        if (gone != null) {
            gone.whenComplete((ended, failure) -> action.run());
        }
    }

    private static void watch(RoutingContext routing) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        Vertx.currentContext().putLocal(KEY, gone);
        routing.addEndHandler(ended -> gone.complete(null));
        routing.next();
    }

    /** Null for a call from the gateway, which hears of its client by itself. */
    private static @Nullable CompletionStage<Void> ofCurrentCall() {
        Context context = Vertx.currentContext();
        return context == null ? null : context.getLocal(KEY);
    }
}
