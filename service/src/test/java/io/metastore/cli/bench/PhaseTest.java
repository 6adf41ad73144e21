package io.metastore.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseTest {
    private static final long SECOND = 1_000_000_000;

    private final VirtualTime time = new VirtualTime(0);
    private final Series series = new Series("put", time);

    private Phase phase(int clients, Pacing pacing, Operation operation) {
        List<Operation> operations = Collections.nCopies(clients, operation);
        return new Phase(operations, pacing, time, time);
    }

    @Test
    void a_client_has_one_request_at_a_time() {
        var pacing = new Pacing(0, Extent.of(100), time);
        Operation answered =
                attempt -> time.at(time.getAsLong() + SECOND, () -> attempt.succeeded(series));
        Phase phase = phase(3, pacing, answered);
        phase.begin();
        assertThat(phase.underWay()).isEqualTo(3);
        time.runAll();
        // 100 requests of a second each, three at a time.
        assertThat(time.getAsLong()).isEqualTo(34 * SECOND);
    }

    @Test
    void failures_are_counted_by_their_code_and_followed_by_a_pause() {
        var pacing = new Pacing(0, Extent.of(10), time);
        Status status = Status.UNAVAILABLE.withDescription("etcdserver: no leader");
        Phase phase =
                phase(1, pacing, attempt -> attempt.failed(series, status.asRuntimeException()));
        phase.begin();
        time.runAll();
        assertThat(time.getAsLong()).isEqualTo(10 * LoadClient.PAUSE_AFTER_FAILURE_NANOS);
        assertThat(series.result(0, 0).failures())
                .containsExactly(new FailureCount("UNAVAILABLE", 10, "etcdserver: no leader"));
        assertThat(series.result(0, 0).succeeded()).isZero();
        assertThat(phase.lastFailure()).isNotNull();
    }

    @Test
    void what_is_due_after_a_stop_is_not_sent() {
        var pacing = new Pacing(1, Extent.of(10), time);
        Phase phase = phase(2, pacing, attempt -> attempt.succeeded(series));
        phase.begin();
        assertThat(phase.startedCount()).isEqualTo(1);
        pacing.stop();
        time.runAll();
        assertThat(phase.startedCount()).isEqualTo(1);
        assertThat(phase.isOver()).isTrue();
    }

    @Test
    void requests_without_an_answer_are_under_way() {
        var pacing = new Pacing(0, Extent.of(10), time);
        Phase phase = phase(4, pacing, attempt -> {});
        phase.begin();
        time.runAll();
        assertThat(phase.isOver()).isFalse();
        assertThat(phase.underWay()).isEqualTo(4);
    }
}
