package io.metastore.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.LeaseGrpc;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RequestDurationsTest {
    private final Scrape scrape = new Scrape();
    private long nowNanos = 7;
    private final RequestDurations durations =
            new RequestDurations(
                    new NodeHistograms(scrape.registry()),
                    List.of(KVGrpc.getServiceDescriptor(), LeaseGrpc.getServiceDescriptor()),
                    () -> nowNanos);

    @Test
    void unary_call_is_measured_from_its_start_to_its_answer() {
        var call = new StubCall<>(KVGrpc.getPutMethod());
        call.start(durations, new Metadata());
        nowNanos += 2_000_000;

        call.seen().close(Status.OK, new Metadata());

        assertThat(scrape.samples())
                .containsEntry(sample("count", "Put", true), 1.0)
                .containsEntry(sample("sum", "Put", true), 0.002)
                .containsEntry(sample("count", "Put", false), 0.0);
    }

    @Test
    void refused_call_is_measured_apart_from_those_that_succeed() {
        var call = new StubCall<>(KVGrpc.getTxnMethod());
        call.start(durations, new Metadata());

        call.seen().close(Status.OUT_OF_RANGE, new Metadata());

        assertThat(scrape.samples())
                .containsEntry(sample("count", "Txn", false), 1.0)
                .containsEntry(sample("count", "Txn", true), 0.0);
    }

    @Test
    void stream_is_not_measured() {
        var call = new StubCall<>(LeaseGrpc.getLeaseKeepAliveMethod());
        call.start(durations, new Metadata());

        assertThat(call.seen()).isSameAs(call);
        assertThat(scrape.samples().keySet()).noneMatch(name -> name.contains("LeaseKeepAlive"));
    }

    private static String sample(String figure, String method, boolean success) {
        return "etcd_server_request_duration_seconds_%s{success=\"%s\",type=\"%s\"}"
                .formatted(figure, success, method);
    }
}
