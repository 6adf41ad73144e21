package io.metastore.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/** Answers {@code /version}. Event loop. */
final class VersionHandler implements Handler<RoutingContext> {
    private final Supplier<Versions> versions;

    VersionHandler(Supplier<Versions> versions) {
        this.versions = versions;
    }

    @Override
    public void handle(RoutingContext routing) {
        if (!PlainText.allowsGet(routing.request())) {
            return;
        }
        Versions now = versions.get();
        JsonObject body =
                new JsonObject()
                        .put("etcdserver", now.server())
                        .put("etcdcluster", now.cluster())
                        .put("storage", now.storage());
        routing.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body.encode());
    }
}
