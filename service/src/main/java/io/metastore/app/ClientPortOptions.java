package io.metastore.app;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Gives clients room to send large requests without waiting for an answer in between, and remembers
 * how the platform serves the client port, so that further ports are served alike.
 */
@Singleton
final class ClientPortOptions implements HttpServerOptionsCustomizer {
    /** What a client may send on one stream before it hears that it was read. */
    private static final int STREAM_WINDOW_BYTES = 2 * 1024 * 1024;

    /** The same for all streams of a connection together. */
    private static final int CONNECTION_WINDOW_BYTES = 16 * 1024 * 1024;

    private volatile HttpServerOptions options = new HttpServerOptions();

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.getInitialSettings().setInitialWindowSize(STREAM_WINDOW_BYTES);
        options.setHttp2ConnectionWindowSize(CONNECTION_WINDOW_BYTES);
        this.options = new HttpServerOptions(options);
    }

    /** A copy, the caller's own. */
    HttpServerOptions copy() {
        return new HttpServerOptions(options);
    }
}
