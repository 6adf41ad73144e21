package io.metastore.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.PutResponse;
import io.metastore.api.etcdserverpb.WatchGrpc;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RpcMetricsTest {
    private static final Metadata.Key<String> VERSION =
            Metadata.Key.of("client-api-version", Metadata.ASCII_STRING_MARSHALLER);
    private static final String PUT =
            "grpc_method=\"Put\",grpc_service=\"etcdserverpb.KV\",grpc_type=\"unary\"}";
    private static final String WATCH =
            "grpc_method=\"Watch\",grpc_service=\"etcdserverpb.Watch\",grpc_type=\"bidi_stream\"}";

    private final Scrape scrape = new Scrape();
    private final RpcMetrics metrics =
            new RpcMetrics(
                    scrape.registry(),
                    List.of(KVGrpc.getServiceDescriptor(), WatchGrpc.getServiceDescriptor()));

    @Test
    void every_count_of_every_method_is_there_from_the_start() {
        Map<String, Double> samples = scrape.samples();

        assertThat(samples).containsEntry("grpc_server_started_total{" + PUT, 0.0);
        assertThat(samples).containsEntry("grpc_server_started_total{" + WATCH, 0.0);
        assertThat(samples.keySet())
                .filteredOn(name -> name.startsWith("grpc_server_handled_total"))
                .hasSize((6 + 1) * Status.Code.values().length);
        assertThat(samples.values()).containsOnly(0.0);
        assertThat(scrape.types()).containsEntry("grpc_server_handled_total", "counter");
    }

    @Test
    void call_counts_its_messages_its_bytes_and_its_outcome() {
        PutRequest request = PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("key")).build();
        StubCall<PutRequest, PutResponse> call = new StubCall<>(KVGrpc.getPutMethod());
        Metadata headers = new Metadata();
        headers.put(VERSION, "3.7");

        ServerCall.Listener<PutRequest> listener = call.start(metrics, headers);
        listener.onMessage(request);
        call.seen().sendMessage(PutResponse.getDefaultInstance());
        call.seen().close(Status.OUT_OF_RANGE, new Metadata());
        listener.onCancel();

        assertThat(scrape.samples())
                .containsEntry("grpc_server_started_total{" + PUT, 1.0)
                .containsEntry("grpc_server_msg_received_total{" + PUT, 1.0)
                .containsEntry("grpc_server_msg_sent_total{" + PUT, 1.0)
                .containsEntry("grpc_server_handled_total{grpc_code=\"OutOfRange\"," + PUT, 1.0)
                .containsEntry("grpc_server_handled_total{grpc_code=\"Canceled\"," + PUT, 0.0)
                .containsEntry("etcd_network_client_grpc_received_bytes_total", 5.0)
                .containsEntry("etcd_network_client_grpc_sent_bytes_total", 0.0)
                .containsEntry(requests("3.7", "unary"), 1.0);
    }

    @Test
    void stream_is_open_until_its_client_is_gone() {
        var call = new StubCall<>(WatchGrpc.getWatchMethod());
        var listener = call.start(metrics, new Metadata());
        assertThat(scrape.samples())
                .containsEntry("grpc_server_started_total{" + WATCH, 1.0)
                .containsEntry(requests("unknown", "stream"), 1.0);

        listener.onCancel();

        assertThat(scrape.samples())
                .containsEntry("grpc_server_handled_total{grpc_code=\"Canceled\"," + WATCH, 1.0);
    }

    @Test
    void made_up_versions_of_clients_do_not_grow_without_end() {
        for (int i = 0; i < 1000; i++) {
            Metadata headers = new Metadata();
            headers.put(VERSION, "v" + i);
            new StubCall<>(KVGrpc.getPutMethod()).start(metrics, headers);
        }

        assertThat(scrape.samples().keySet())
                .filteredOn(name -> name.startsWith("etcd_server_client_requests_total"))
                .hasSizeLessThanOrEqualTo(ClientVersions.VERSIONS_MAX + 1);
        assertThat(scrape.samples())
                .containsEntry(requests("unknown", "unary"), 1001.0 - ClientVersions.VERSIONS_MAX);
    }

    private static String requests(String version, String type) {
        return "etcd_server_client_requests_total{client_api_version=\""
                + version
                + "\",type=\""
                + type
                + "\"}";
    }
}
