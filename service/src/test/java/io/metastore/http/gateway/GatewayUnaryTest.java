package io.metastore.http.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.metastore.http.HttpFixture;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GatewayUnaryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MESSAGE_BYTES_MAX = 1000;

    private final StubKv kv = new StubKv();
    private final BlockingQueue<Metadata> metadata = new LinkedBlockingQueue<>();
    private HttpFixture http;

    @BeforeEach
    void start() throws Exception {
        GatewayMethods methods =
                new GatewayMethods(List.of(ServerInterceptors.intercept(kv, new Recording())));
        http =
                new HttpFixture(
                        router ->
                                router.route("/v3/*")
                                        .handler(
                                                new GatewayHandler(
                                                        methods,
                                                        new GatewayLimits(MESSAGE_BYTES_MAX))));
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void answer_has_proto_names_numbers_as_strings_and_no_zero_values() throws Exception {
        HttpResponse<String> response =
                http.post("/v3/kv/range", "{\"key\":\"Zm9v\",\"revision\":\"5\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(json(response))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"header":{"cluster_id":"18446744073709551615","revision":"7"},
                                 "kvs":[{"key":"Zm9v","mod_revision":"5","value":"//79"}],
                                 "count":"1"}
                                """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key\":\"Pz8_\",\"prevKv\":true,\"lease\":\"3\"}",
                "{\"key\":\"Pz8/\",\"prev_kv\":true,\"lease\":3,\"nobody\":{\"knows\":[1]}}",
                " \n{\"key\":\"Pz8_\",\"prev_kv\":true,\"lease\":3} {\"key\":\"Zg==\"}"
            })
    void input_is_taken_in_every_form_protobuf_allows(String body) throws Exception {
        assertThat(http.post("/v3/kv/put", body).statusCode()).isEqualTo(200);

        var put = kv.puts.remove();
        assertThat(put.getKey().toStringUtf8()).isEqualTo("???");
        assertThat(put.getPrevKv()).isTrue();
        assertThat(put.getLease()).isEqualTo(3);
    }

    @Test
    void empty_body_is_an_empty_request() throws Exception {
        assertThat(http.post("/v3/kv/put", "").body()).isEqualTo("{}");
        assertThat(kv.puts.remove().getKey()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_ARGUMENT,400,3",
        "FAILED_PRECONDITION,400,9",
        "OUT_OF_RANGE,400,11",
        "UNAUTHENTICATED,401,16",
        "PERMISSION_DENIED,403,7",
        "NOT_FOUND,404,5",
        "ALREADY_EXISTS,409,6",
        "ABORTED,409,10",
        "RESOURCE_EXHAUSTED,429,8",
        "CANCELLED,499,1",
        "UNKNOWN,500,2",
        "INTERNAL,500,13",
        "DATA_LOSS,500,15",
        "UNIMPLEMENTED,501,12",
        "UNAVAILABLE,503,14",
        "DEADLINE_EXCEEDED,504,4"
    })
    void error_has_its_code_its_text_and_the_http_status(String name, int status, int code)
            throws Exception {
        HttpResponse<String> response =
                http.post("/v3/kv/put", "{\"value\":\"" + base64(name) + "\"}");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response))
                .isEqualTo(
                        JSON.createObjectNode()
                                .put("code", code)
                                .put("message", "text \"of\" " + name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key\":\"Zm9v\",\"value\":\"",
                "{\"key\":1}",
                "{\"key\":\"!!\"}",
                "{\"lease\":1.5}",
                "[]",
                "x",
                "7",
                "{key:\"Zm9v\"}"
            })
    void malformed_body_is_an_invalid_argument(String body) throws Exception {
        HttpResponse<String> response = http.post("/v3/kv/put", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("code").intValue()).isEqualTo(3);
        assertThat(json(response).get("message").textValue()).isNotBlank();
        assertThat(json(response).has("error")).isFalse();
        assertThat(kv.puts).isEmpty();
    }

    @Test
    void deeply_nested_body_is_refused() throws Exception {
        HttpResponse<String> response =
                http.post("/v3/kv/put", "{\"a\":" + "[".repeat(1500) + "]".repeat(1500) + "}");

        assertThat(response.statusCode()).isIn(400, 429);
    }

    @Test
    void get_is_answered_as_not_implemented() throws Exception {
        HttpResponse<String> response = http.get("/v3/kv/range");

        assertThat(response.statusCode()).isEqualTo(501);
        assertThat(json(response))
                .isEqualTo(JSON.readTree("{\"code\":12,\"message\":\"Method Not Allowed\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3/kv/rangestream", "/v3/kv/range/", "/v3/", "/v3/members"})
    void unknown_path_is_not_found(String path) throws Exception {
        HttpResponse<String> response = http.post(path, "{}");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response))
                .isEqualTo(JSON.readTree("{\"code\":5,\"message\":\"Not Found\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3/auth/enable", "/v3/kv/txn"})
    void absent_service_and_absent_method_are_not_implemented(String path) throws Exception {
        HttpResponse<String> response = http.post(path, "{}");

        assertThat(response.statusCode()).isEqualTo(501);
        assertThat(json(response).get("code").intValue()).isEqualTo(12);
    }

    @Test
    void message_over_the_limit_is_refused_with_its_size() throws Exception {
        HttpResponse<String> response =
                http.post("/v3/kv/put", "{\"value\":\"" + base64("v".repeat(1100)) + "\"}");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(json(response))
                .isEqualTo(
                        JSON.createObjectNode()
                                .put("code", 8)
                                .put(
                                        "message",
                                        "grpc: received message larger than max (1103 vs. 1000)"));
    }

    @Test
    void body_over_the_limit_is_refused_before_it_is_complete() throws Exception {
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) ' ');
        HttpResponse<String> response =
                http.send(
                        http.request("/v3/kv/put")
                                .POST(BodyPublishers.ofByteArray(blanks))
                                .build());

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(json(response).get("code").intValue()).isEqualTo(8);
        assertThat(kv.puts).isEmpty();
    }

    @Test
    void service_that_throws_fails_the_call_without_telling_its_text() throws Exception {
        HttpResponse<String> response =
                http.post("/v3/kv/put", "{\"value\":\"" + base64("throw") + "\"}");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("secret").contains("\"code\":2");
        assertThat(http.post("/v3/kv/put", "").statusCode()).isEqualTo(200);
    }

    @Test
    void token_and_metadata_headers_reach_the_service() throws Exception {
        http.send(
                http.request("/v3/kv/put")
                        .header("Authorization", "Bearer abc")
                        .header("client-api-version", "3.7")
                        .header("Grpc-Metadata-hasleader", "true")
                        .header("Grpc-Metadata-Grpc-Timeout", "1S")
                        .header("X-Other", "1")
                        .POST(BodyPublishers.ofString("{}"))
                        .build());

        Metadata seen = metadata.poll(10, TimeUnit.SECONDS);
        assertThat(seen).isNotNull();
        assertThat(seen.keys())
                .containsExactlyInAnyOrder(
                        "authorization", "client-api-version", "hasleader", "grpcgateway-accept");
        assertThat(seen.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER)))
                .isEqualTo("Bearer abc");
    }

    @Test
    void every_path_belongs_to_a_method_of_the_surface() {
        assertThat(GatewayPaths.all()).hasSize(51);
        assertThat(GatewayPaths.all().values()).doesNotContain("etcdserverpb.KV/RangeStream");
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private final class Recording implements ServerInterceptor {
        @Override
        public <Q, S> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, S> call, Metadata headers, ServerCallHandler<Q, S> next) {
            metadata.add(headers);
            return next.startCall(call, headers);
        }
    }
}
