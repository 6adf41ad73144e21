package io.metastore.http;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Adds the routes of the HTTP side to the router of the client port when the platform makes it. */
@Singleton
final class HttpEdge {
    private final HttpRoutes.Parts parts;

    HttpEdge(HttpRoutes.Parts parts) {
        this.parts = parts;
    }

    void mount(@Observes Router router) {
        HttpRoutes.mount(router, parts);
    }
}
