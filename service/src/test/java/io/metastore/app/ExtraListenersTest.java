package io.metastore.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.app.config.NodeConfig;
import io.metastore.app.config.SettingException;
import io.metastore.app.metrics.HealthMetrics;
import io.metastore.http.HttpRoutes.NodeHealth;
import io.metastore.http.StubProbe;
import io.metastore.http.health.NodeChecks;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ExtraListenersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final URI PLATFORM = URI.create("http://127.0.0.1:1");

    private final Vertx vertx = Vertx.vertx();
    private final StubProbe probe = new StubProbe();

    // HTTP/2 without TLS, which gRPC is spoken over.
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

    @AfterEach
    void end() throws Exception {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void further_client_url_serves_what_the_client_port_serves() throws Exception {
        URI further = free();
        try (ExtraListeners listeners = listeners(List.of(PLATFORM, further), List.of())) {
            listeners.start();

            HttpResponse<String> answer = get(further, "/v3/kv");

            assertThat(answer.body()).isEqualTo("client");
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        }
    }

    @Test
    void metrics_url_serves_metrics_and_health_alone() throws Exception {
        URI metrics = free();
        try (ExtraListeners listeners = listeners(List.of(PLATFORM), List.of(metrics))) {
            listeners.start();

            assertThat(get(metrics, "/metrics").body()).isEqualTo("figures");
            assertThat(get(metrics, "/health").statusCode()).isEqualTo(200);
            assertThat(get(metrics, "/livez").statusCode()).isEqualTo(200);
            assertThat(get(metrics, "/readyz").statusCode()).isEqualTo(200);
            assertThat(get(metrics, "/v3/kv").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void address_that_is_taken_stops_the_start_and_is_named() throws Exception {
        URI further = free();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ExtraListeners listeners =
                        listeners(List.of(PLATFORM, further), List.of(url(taken)))) {
            assertThatThrownBy(listeners::start)
                    .isInstanceOf(SettingException.class)
                    .hasMessageStartingWith(
                            "listen-metrics-urls: cannot listen on " + url(taken) + ": ")
                    .hasMessageContaining("in use");
        }
        assertThatThrownBy(() -> get(further, "/v3/kv")).isInstanceOf(ConnectException.class);
    }

    private ExtraListeners listeners(List<URI> clientUrls, List<URI> metricsUrls) {
        Router clients = Router.router(vertx);
        clients.route("/v3/*").handler(routing -> routing.response().end("client"));
        clients.route("/metrics").handler(routing -> routing.response().end("figures"));
        return new ExtraListeners(
                vertx,
                new NodeConfig.Urls(clientUrls, List.of(), List.of(), List.of(), metricsUrls),
                HttpServerOptions::new,
                clients,
                new NodeHealth(
                        probe,
                        new NodeChecks(probe),
                        new HealthMetrics(new CompositeMeterRegistry())));
    }

    private HttpResponse<String> get(URI url, String path)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE).build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static URI free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return url(socket);
        }
    }

    private static URI url(ServerSocket socket) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
}
