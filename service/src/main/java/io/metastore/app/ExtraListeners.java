package io.metastore.app;

import io.metastore.app.config.NodeConfig;
import io.metastore.app.config.SettingException;
import io.metastore.http.HttpRoutes;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Serves every address but the first client URL, which the platform serves: on further client URLs
 * the same as there, on metrics URLs metrics and health alone. Confined to the thread that starts
 * and ends the node.
 */
final class ExtraListeners implements AutoCloseable {
    /** Binding and releasing an address takes milliseconds; whatever takes longer hangs. */
    private static final long PATIENCE_MILLIS = 10_000;

    private final Vertx vertx;
    private final NodeConfig.Urls urls;
    private final Supplier<HttpServerOptions> options;
    private final Handler<HttpServerRequest> clients;
    private final HttpRoutes.NodeHealth health;
    private final List<String> deployments = new ArrayList<>();

    /**
     * @param options makes options for one more server; host and port are set here
     * @param clients answers as the client port does, {@code /metrics} included
     */
    ExtraListeners(
            Vertx vertx,
            NodeConfig.Urls urls,
            Supplier<HttpServerOptions> options,
            Handler<HttpServerRequest> clients,
            HttpRoutes.NodeHealth health) {
        this.vertx = vertx;
        this.urls = urls;
        this.options = options;
        this.clients = clients;
        this.health = health;
    }

    /**
     * Listens on all addresses.
     *
     * @throws SettingException naming the first address that cannot be listened on
     */
    void start() {
        List<URI> listenClient = urls.listenClient();
        listen("listen-client-urls", listenClient.subList(1, listenClient.size()), clients);
        listen("listen-metrics-urls", urls.listenMetrics(), monitoring());
    }

    private Handler<HttpServerRequest> monitoring() {
        Router router = Router.router(vertx);
        router.route("/metrics").handler(routing -> clients.handle(routing.request()));
        HttpRoutes.mountHealth(router, health);
        return request -> {
            // Answers come later, and what arrives meanwhile must not be lost.
            request.pause();
            router.handle(request);
        };
    }

    private void listen(String setting, List<URI> addresses, Handler<HttpServerRequest> handler) {
        for (URI address : addresses) {
            HttpServerOptions own =
                    options.get()
                            .setHost(address.getHost().replaceAll("[\\[\\]]", ""))
                            .setPort(address.getPort());
            // Instances that ask for the same address share its connections.
            var everywhere =
                    new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE);
            try {
                deployments.add(
                        await(vertx.deployVerticle(() -> new Listener(own, handler), everywhere)));
            } catch (CompletionException e) {
                throw new SettingException(
                        "%s: cannot listen on %s: %s"
                                .formatted(setting, address, e.getCause().getMessage()));
            }
        }
    }

    /** Releases the addresses; connections are closed. */
    @Override
    public void close() {
        deployments.forEach(deployment -> await(vertx.undeploy(deployment)));
        deployments.clear();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    /** A server on one event loop, which ends with its deployment. */
    private static final class Listener extends AbstractVerticle {
        private final HttpServerOptions options;
        private final Handler<HttpServerRequest> handler;

        Listener(HttpServerOptions options, Handler<HttpServerRequest> handler) {
            this.options = options;
            this.handler = handler;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer(options)
                    .requestHandler(handler)
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
