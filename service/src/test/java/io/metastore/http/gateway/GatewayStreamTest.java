package io.metastore.http.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.BindableService;
import io.metastore.http.HttpFixture;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class GatewayStreamTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StubStreams streams = new StubStreams();
    private HttpFixture http;

    @BeforeEach
    void start() throws Exception {
        GatewayMethods methods =
                new GatewayMethods(
                        streams.services().stream().map(BindableService::bindService).toList());
        GatewayHandler handler = new GatewayHandler(methods, new GatewayLimits(1000));
        http = new HttpFixture(router -> router.route("/v3/*").handler(handler));
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void each_message_of_an_open_body_is_answered_at_once() throws Exception {
        try (RawRequest watch = new RawRequest(http.port(), "/v3/watch")) {
            watch.send(create(1));
            assertThat(JSON.readTree(watch.line())).isEqualTo(created(1));

            String third = create(3);
            watch.send("\n" + create(2) + third.substring(0, 9));
            assertThat(JSON.readTree(watch.line())).isEqualTo(created(2));

            watch.send(third.substring(9));
            assertThat(JSON.readTree(watch.line())).isEqualTo(created(3));
        }
    }

    @Test
    void watch_goes_on_after_the_end_of_the_body_and_ends_with_the_client() throws Exception {
        try (RawRequest watch = new RawRequest(http.port(), "/v3/watch")) {
            watch.send(create(1) + create(2)).end();
            assertThat(watch.anyLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(JSON.readTree(watch.line())).isEqualTo(created(1));
            assertThat(JSON.readTree(watch.line())).isEqualTo(created(2));
            assertThat(streams.watchCancelled.getCount()).isOne();
        }
        assertThat(streams.watchCancelled.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(streams.contextCancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stream_that_completes_ends_the_body() throws Exception {
        HttpResponse<String> response =
                http.post("/v3/lease/keepalive", "{\"ID\":\"77\"} {\"ID\":78}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"result\":{\"ID\":\"77\"}}\n{\"result\":{\"ID\":\"78\"}}\n");
        assertThat(http.post("/v3/lease/keepalive", "").statusCode()).isEqualTo(200);
    }

    @Test
    void error_before_the_first_answer_sets_the_http_status() throws Exception {
        HttpResponse<String> response = http.post("/v3/lease/keepalive", "{\"ID\":\"-1\"}");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .isEqualTo("{\"error\":{\"code\":14,\"message\":\"etcdserver: no leader\"}}\n");
    }

    @Test
    void error_after_an_answer_is_the_last_line() throws Exception {
        HttpResponse<String> response =
                http.post("/v3/lease/keepalive", "{\"ID\":\"7\"}{\"ID\":\"-1\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("{\"result\":{\"ID\":\"7\"}}\n")
                .endsWith("{\"error\":{\"code\":14,\"message\":\"etcdserver: no leader\"}}\n");
    }

    @Test
    void malformed_message_ends_the_stream_with_an_error() throws Exception {
        try (RawRequest watch = new RawRequest(http.port(), "/v3/watch")) {
            watch.send(create(1) + "{\"create_request\":{\"key\":7}}");
            assertThat(JSON.readTree(watch.line())).isEqualTo(created(1));
            assertThat(JSON.readTree(watch.line()).at("/error/code").intValue()).isEqualTo(3);
        }
        assertThat(streams.watchCancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void deadline_of_the_client_ends_the_stream() throws Exception {
        HttpResponse<String> response =
                http.send(
                        http.request("/v3/watch")
                                .header("Grpc-Timeout", "20m")
                                .POST(BodyPublishers.ofString("{}"))
                                .build());

        assertThat(response.body())
                .endsWith("{\"error\":{\"code\":4,\"message\":\"context deadline exceeded\"}}\n");
        assertThat(streams.watchCancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void service_is_told_to_wait_for_a_client_that_does_not_read() throws Exception {
        try (RawRequest snapshot = new RawRequest(http.port(), "/v3/maintenance/snapshot")) {
            snapshot.send("{}").end();
            assertThat(streams.snapshotBlocked.await(20, TimeUnit.SECONDS)).isTrue();
            int before = streams.blobsSent.get();
            // One round of unwritten answers, and what fits into the buffers below, and not more.
            assertThat(before).isLessThanOrEqualTo(4 * GatewayCall.UNWRITTEN_MAX);

            for (int read = 0; read < 6 * GatewayCall.UNWRITTEN_MAX; read++) {
                assertThat(JSON.readTree(snapshot.line()).at("/result/blob").textValue())
                        .hasSize(87384);
            }
            assertThat(streams.blobsSent.get()).isGreaterThan(before);
        }
    }

    private static String create(int id) {
        return "{\"create_request\":{\"key\":\"Zm9v\",\"watch_id\":\"" + id + "\"}}";
    }

    private static JsonNode created(int id) throws Exception {
        return JSON.readTree("{\"result\":{\"watch_id\":\"" + id + "\",\"created\":true}}");
    }
}
