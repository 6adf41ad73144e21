package io.metastore.tests.http;

import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.http.Http.base64;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.junit.OnCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The JSON gateway. */
@OnCluster
final class GatewayIT {
    private final Cluster cluster;
    private final Http http;

    GatewayIT(Cluster cluster) {
        this.cluster = cluster;
        this.http = new Http(cluster.member(0));
    }

    private static String pair(String key, String value) {
        return "{\"key\":\"%s\",\"value\":\"%s\"}".formatted(base64(key), base64(value));
    }

    private static String key(String key) {
        return "{\"key\":\"%s\"}".formatted(base64(key));
    }

    @Test
    void what_is_put_by_json_is_read_by_both() {
        JsonNode header = http.call("/v3/kv/put", pair("json/a", "v")).get("header");
        assertThat(header.get("revision").isTextual()).isTrue();
        long revision = header.get("revision").asLong();
        assertThat(cluster.client().kv().range(get("json/a")).getKvs(0).getModRevision())
                .isEqualTo(revision);
        JsonNode kv = http.call("/v3/kv/range", key("json/a")).get("kvs").get(0);
        assertThat(kv.get("value").asText()).isEqualTo(base64("v"));
        assertThat(kv.get("mod_revision").asText()).isEqualTo("" + revision);
        assertThat(kv.get("version").asText()).isEqualTo("1");
        assertThat(kv.has("lease")).isFalse();
    }

    @Test
    void names_in_both_spellings_and_unknown_fields_are_accepted() {
        http.call("/v3/kv/put", pair("json/b1", "v"));
        String range =
                "{\"key\":\"%s\",\"rangeEnd\":\"%s\",\"countOnly\":true,\"unheard\":[1]}"
                        .formatted(base64("json/b"), base64("json/c"));
        assertThat(http.call("/v3/kv/range", range).get("count").asText()).isEqualTo("1");
        String snake = range.replace("rangeEnd", "range_end").replace("countOnly", "count_only");
        assertThat(http.call("/v3/kv/range", snake).get("count").asText()).isEqualTo("1");
    }

    @Test
    void transactions_leases_deletes_and_members() {
        String lease = http.call("/v3/lease/grant", "{\"TTL\":60}").get("ID").asText();
        String leased = "{\"key\":\"%s\",\"lease\":\"%s\"}".formatted(base64("json/c"), lease);
        String txn =
                ("{\"compare\":[{\"target\":\"CREATE\",\"key\":\"%s\",\"create_revision\":\"0\"}],"
                                + "\"success\":[{\"request_put\":%s}]}")
                        .formatted(base64("json/c"), leased);
        assertThat(http.call("/v3/kv/txn", txn).get("succeeded").asBoolean()).isTrue();
        assertThat(http.call("/v3/kv/txn", txn).has("succeeded")).isFalse();
        JsonNode told =
                http.call("/v3/lease/timetolive", "{\"ID\":\"%s\",\"keys\":true}".formatted(lease));
        assertThat(told.get("grantedTTL").asText()).isEqualTo("60");
        assertThat(told.get("keys").get(0).asText()).isEqualTo(base64("json/c"));
        assertThat(http.call("/v3/kv/deleterange", key("json/c")).get("deleted").asText())
                .isEqualTo("1");
        http.call("/v3/lease/revoke", "{\"ID\":\"%s\"}".formatted(lease));
        assertThat(http.call("/v3/cluster/member/list", "{}").get("members"))
                .hasSameSizeAs(cluster.members());
        assertThat(http.call("/v3/maintenance/status", "{}").get("version").asText())
                .isEqualTo("3.7.3");
    }

    @Test
    void errors_have_etcds_code_text_and_status() {
        assertError(http.post("/v3/kv/put", "{}"), 400, 3, "etcdserver: key is not provided");
        assertError(
                http.post("/v3/lease/revoke", "{\"ID\":\"4711\"}"),
                404,
                5,
                "etcdserver: requested lease not found");
        assertError(http.get("/v3/kv/range"), 501, 12, "Method Not Allowed");
        assertError(http.post("/v3/nothing", "{}"), 404, 5, "Not Found");
        assertThat(http.post("/v3/kv/put", "no json").statusCode()).isEqualTo(400);
    }

    private static void assertError(
            HttpResponse<String> response, int status, int code, String message) {
        JsonNode error = Http.json(response.body());
        assertThat(error.get("message").asText()).isEqualTo(message);
        assertThat(error.get("code").asInt()).isEqualTo(code);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void a_watch_streams_one_result_a_line() throws IOException {
        long first = cluster.client().kv().put(put("json/w", "1")).getHeader().getRevision();
        String create =
                "{\"create_request\":{\"key\":\"%s\",\"start_revision\":\"%d\"}}"
                        .formatted(base64("json/w"), first);
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                http.stream("/v3/watch", create), StandardCharsets.UTF_8))) {
            JsonNode created = Http.json(lines.readLine()).get("result");
            assertThat(created.get("created").asBoolean()).isTrue();
            assertEvent(lines, "1", first);
            long second = cluster.client().kv().put(put("json/w", "2")).getHeader().getRevision();
            assertEvent(lines, "2", second);
        }
    }

    private static void assertEvent(BufferedReader lines, String value, long revision)
            throws IOException {
        JsonNode kv = Http.json(lines.readLine()).get("result").get("events").get(0).get("kv");
        assertThat(kv.get("value").asText()).isEqualTo(base64(value));
        assertThat(kv.get("mod_revision").asLong()).isEqualTo(revision);
    }

    @Test
    void a_keep_alive_streams_its_answer() throws IOException {
        String lease = http.call("/v3/lease/grant", "{\"TTL\":60}").get("ID").asText();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                http.stream(
                                        "/v3/lease/keepalive", "{\"ID\":\"%s\"}".formatted(lease)),
                                StandardCharsets.UTF_8))) {
            JsonNode result = Http.json(lines.readLine()).get("result");
            assertThat(result.get("TTL").asText()).isEqualTo("60");
        }
        http.call("/v3/lease/revoke", "{\"ID\":\"%s\"}".formatted(lease));
    }
}
