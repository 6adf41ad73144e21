package io.metastore.app;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** Remembers how the platform serves the client port, so that further ports are served alike. */
@Singleton
final class ClientPortOptions implements HttpServerOptionsCustomizer {
    private volatile HttpServerOptions options = new HttpServerOptions();

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        this.options = new HttpServerOptions(options);
    }

    /** A copy, the caller's own. */
    HttpServerOptions copy() {
        return new HttpServerOptions(options);
    }
}
