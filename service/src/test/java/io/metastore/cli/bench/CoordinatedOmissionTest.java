package io.metastore.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that answers in 1 ms, but for half a second in which it answers nothing. */
class CoordinatedOmissionTest {
    private static final long MILLI = 1_000_000;
    private static final long STALL_BEGIN = 200 * MILLI;
    private static final long STALL_END = 700 * MILLI;
    private static final long SLOW = 2 * MILLI;

    private final VirtualTime time = new VirtualTime(0);
    private final Series series = new Series("put", time);

    private void stalling(Attempt attempt) {
        long now = time.getAsLong();
        boolean stalled = now >= STALL_BEGIN && now < STALL_END;
        time.at(stalled ? STALL_END : now + MILLI, () -> attempt.succeeded(series));
    }

    private SeriesResult run(int clients, double rate, int total) {
        var pacing = new Pacing(rate, Extent.of(total), time);
        List<Operation> operations = Collections.nCopies(clients, this::stalling);
        var phase = new Phase(operations, pacing, time, time);
        phase.begin();
        time.runAll();
        assertThat(phase.isOver()).isTrue();
        assertThat(phase.startedCount()).isEqualTo(total);
        assertThat(phase.underWay()).isZero();
        return series.result(0, pacing.plannedNanos(total));
    }

    private static long slow(SeriesResult result) {
        return result.latencies().getCountBetweenValues(SLOW, Series.LATENCY_NANOS_MAX);
    }

    @Test
    void with_a_rate_every_request_that_had_to_wait_is_slow() {
        SeriesResult result = run(1, 100, 100);
        // Request 20 was due when the stall began. Number n is answered at 680 + n ms instead of
        // 10 n + 1, so the last one that is more than 2 ms late is number 75.
        assertThat(slow(result)).isEqualTo(56);
        assertThat(result.millis(100)).isBetween(500.0, 500.5);
        // 44 requests took 1 ms; of the slow ones, 9 ms apart, 5 took less than 50 ms.
        assertThat(result.millis(50)).isBetween(50.0, 50.1);
    }

    @Test
    void with_more_clients_the_same_requests_wait_for_the_end_of_the_stall() {
        SeriesResult result = run(100, 100, 100);
        // Those due from 200 to 690 ms wait for 700 ms, each as long as it was due before that.
        assertThat(slow(result)).isEqualTo(50);
        assertThat(result.millis(100)).isBetween(500.0, 500.5);
    }

    @Test
    void without_a_rate_one_request_alone_sees_the_stall() {
        assertThat(slow(run(1, 0, 1000))).isEqualTo(1);
    }

    @Test
    void a_paced_run_counts_the_time_it_was_meant_to_take() {
        SeriesResult result = run(10, 100, 100);
        assertThat(result.seconds()).isEqualTo(1);
        assertThat(result.perSecond()).isEqualTo(100);
    }
}
