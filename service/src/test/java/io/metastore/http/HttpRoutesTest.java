package io.metastore.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.metastore.http.gateway.GatewayLimits;
import io.metastore.http.gateway.GatewayMethods;
import io.metastore.http.health.HealthObserver;
import io.metastore.http.health.NodeChecks;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StubProbe probe = new StubProbe();
    private final Queue<String> observed = new ConcurrentLinkedQueue<>();
    private HttpFixture http;

    @BeforeEach
    void start() throws Exception {
        http = serve(HttpAccess.open());
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void version_names_server_cluster_and_storage() throws Exception {
        HttpResponse<String> response = http.get("/version");

        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(JSON.readTree(response.body()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"etcdserver":"3.7.3","etcdcluster":"3.7.0","storage":"3.7.0"}
                                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/version", "/health", "/livez", "/readyz", "/readyz/non_learner"})
    void other_methods_than_get_are_not_allowed(String path) throws Exception {
        HttpResponse<String> response = http.post(path, "{}");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("GET");
        assertThat(response.body()).isEqualTo("Method Not Allowed\n");
    }

    @Test
    void healthy_member_says_true_as_text() throws Exception {
        HttpResponse<String> response = http.get("/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type"))
                .contains("text/plain; charset=utf-8");
        assertThat(response.body()).isEqualTo("{\"health\":\"true\",\"reason\":\"\"}");
        assertThat(observed).containsExactly("health true");
    }

    @ParameterizedTest
    @CsvSource({
        "NOSPACE,true,,/health,ALARM NOSPACE",
        "CORRUPT,true,,/health?exclude=NOSPACE,ALARM CORRUPT",
        ",false,,/health,RAFT NO LEADER",
        ",true,etcdserver: request timed out,/health,RANGE ERROR:etcdserver: request timed out",
    })
    void unhealthy_member_says_why(
            String alarm, boolean hasLeader, String failure, String path, String reason)
            throws Exception {
        if (alarm != null) {
            probe.alarms.add(alarm);
        }
        probe.hasLeader = hasLeader;
        probe.linearizableFailure = failure;

        HttpResponse<String> response = http.get(path);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(response.body()))
                .isEqualTo(JSON.createObjectNode().put("health", "false").put("reason", reason));
        assertThat(observed).containsExactly("health false");
    }

    @Test
    void excluded_alarms_and_the_majority_can_be_left_out_of_health() throws Exception {
        probe.alarms.add("NOSPACE");
        probe.alarms.add("CORRUPT");
        probe.hasLeader = false;
        probe.linearizableFailure = "no";

        assertThat(
                        http.get("/health?serializable=true&exclude=NOSPACE&exclude=CORRUPT")
                                .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/readyz?exclude=foo", "/readyz/non_learner"})
    void passing_checks_are_ok(String path) throws Exception {
        HttpResponse<String> response = http.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("ok\n");
        assertThat(response.headers().firstValue("content-type"))
                .contains("text/plain; charset=utf-8");
    }

    @Test
    void verbose_has_a_line_for_each_check() throws Exception {
        assertThat(http.get("/livez?verbose").body()).isEqualTo("[+]serializable_read ok\nok\n");
        assertThat(http.get("/readyz?verbose&exclude=linearizable_read").body().lines())
                .containsExactlyInAnyOrder(
                        "[+]data_corruption ok",
                        "[+]serializable_read ok",
                        "[+]non_learner ok",
                        "ok");
        assertThat(http.get("/readyz/data_corruption?verbose&exclude=data_corruption").body())
                .isEqualTo("[+]data_corruption ok\nok\n");
    }

    @Test
    void failing_check_is_named_with_its_reason() throws Exception {
        probe.linearizableFailure = "etcdserver: request timed out";

        HttpResponse<String> response = http.get("/readyz");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body().lines())
                .containsExactlyInAnyOrder(
                        "[+]data_corruption ok",
                        "[+]serializable_read ok",
                        "[-]linearizable_read failed: etcdserver: request timed out",
                        "[+]non_learner ok",
                        "");
        assertThat(http.get("/readyz?exclude=linearizable_read").body()).isEqualTo("ok\n");
        assertThat(http.get("/livez").body()).isEqualTo("ok\n");
        assertThat(observed)
                .contains("readyz linearizable_read false", "livez serializable_read true");
    }

    @Test
    void learner_and_corrupt_member_are_not_ready() throws Exception {
        probe.learner = true;
        probe.alarms.add("CORRUPT");

        assertThat(http.get("/readyz/non_learner").statusCode()).isEqualTo(503);
        assertThat(http.get("/readyz/data_corruption").statusCode()).isEqualTo(503);
        assertThat(http.get("/livez").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/readyz/nope",
                "/livez/linearizable_read",
                "/livez/",
                "/livezz",
                "/readyz/a/b"
            })
    void unknown_check_is_not_found(String path) throws Exception {
        HttpResponse<String> response = http.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("404 page not found\n");
    }

    @Test
    void gateway_answers_at_the_old_path_too() throws Exception {
        assertThat(http.post("/v3beta/kv/range", "{}").statusCode()).isEqualTo(501);
        assertThat(http.post("/v3beta/nope", "{}").body())
                .isEqualTo("{\"code\":5,\"message\":\"Not Found\"}");
        assertThat(http.post("/v3alpha/kv/range", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void every_origin_is_allowed_by_default() throws Exception {
        for (String path : List.of("/version", "/health", "/readyz", "/v3/nope", "/v3beta/x")) {
            HttpResponse<String> response = http.get(path);

            assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
            assertThat(response.headers().firstValue("access-control-allow-methods"))
                    .contains("POST, GET, OPTIONS, PUT, DELETE");
            assertThat(response.headers().firstValue("access-control-allow-headers"))
                    .contains("accept, content-type, authorization");
        }
    }

    @Test
    void preflight_is_answered_empty() throws Exception {
        HttpResponse<String> response =
                http.send(
                        http.request("/v3/kv/range")
                                .method("OPTIONS", BodyPublishers.noBody())
                                .build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
    }

    @Test
    void only_named_origins_get_the_headers() throws Exception {
        try (HttpFixture some = serve(new HttpAccess(Set.of("http://a.b:80"), Set.of("*")))) {
            var allowed = some.request("/version").header("Origin", "http://a.b:80").build();
            assertThat(some.send(allowed).headers().firstValue("access-control-allow-origin"))
                    .contains("http://a.b:80");
            var other = some.request("/version").header("Origin", "http://x.b").build();
            assertThat(some.send(other).headers().map())
                    .doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void host_that_is_not_listed_is_misdirected() throws Exception {
        try (HttpFixture local = serve(new HttpAccess(Set.of("*"), Set.of("localhost")))) {
            HttpResponse<String> refused = local.get("/version");
            assertThat(refused.statusCode()).isEqualTo(421);
            assertThat(refused.body()).contains("127.0.0.1");
            assertThat(refused.headers().map()).doesNotContainKey("access-control-allow-origin");
        }
        try (HttpFixture local = serve(new HttpAccess(Set.of("*"), Set.of("127.0.0.1")))) {
            assertThat(local.get("/version").statusCode()).isEqualTo(200);
        }
    }

    private HttpFixture serve(HttpAccess access) throws Exception {
        HttpRoutes.Parts parts =
                new HttpRoutes.Parts(
                        access,
                        Optional.of(new GatewayMethods(List.of())),
                        new GatewayLimits(1000),
                        new HttpRoutes.NodeHealth(
                                probe, new NodeChecks(probe), new Recording(observed)),
                        () -> new Versions("3.7.3", "3.7.0", "3.7.0"));
        return new HttpFixture(router -> HttpRoutes.mount(router, parts));
    }

    private record Recording(Queue<String> observed) implements HealthObserver {
        @Override
        public void healthAsked(boolean ok) {
            observed.add("health " + ok);
        }

        @Override
        public void checked(String type, String name, boolean ok) {
            observed.add(type + " " + name + " " + ok);
        }
    }
}
