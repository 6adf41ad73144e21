package io.metastore.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static final long MILLI = 1_000_000;

    private final VirtualTime time = new VirtualTime(0);
    private final Series series = new Series("put", time);

    private void success(long millis) {
        long before = time.getAsLong();
        time.advance(millis * MILLI);
        series.recordSince(before);
    }

    @Test
    void an_interval_has_what_came_since_the_last_one_and_the_result_has_all() {
        success(1);
        assertThat(series.interval().getTotalCount()).isEqualTo(1);
        success(2);
        success(3);
        assertThat(series.interval().getTotalCount()).isEqualTo(2);
        success(4);
        SeriesResult result = series.result(0, 0);
        assertThat(result.succeeded()).isEqualTo(4);
        assertThat(result.millis(100)).isBetween(4.0, 4.005);
        assertThat(result.seconds()).isEqualTo(0.01);
        assertThat(result.perSecond()).isEqualTo(400);
    }

    @Test
    void nothing_is_left_after_a_reset() {
        success(1);
        series.fail(Status.ABORTED.asRuntimeException());
        series.interval();
        success(1);
        series.reset();
        SeriesResult result = series.result(time.getAsLong(), 0);
        assertThat(result.succeeded()).isZero();
        assertThat(result.failures()).isEmpty();
        assertThat(result.perSecond()).isZero();
        assertThat(result.statistics()).allMatch(statistic -> statistic.millis() == null);
    }

    @Test
    void failures_keep_the_example_that_came_first() {
        series.fail(Status.UNAVAILABLE.withDescription("first").asRuntimeException());
        series.fail(Status.UNAVAILABLE.withDescription("second").asRuntimeException());
        series.fail(Status.ABORTED.withDescription("third").asRuntimeException());
        assertThat(series.failed()).isEqualTo(3);
        assertThat(series.result(0, 0).failures())
                .containsExactly(
                        new FailureCount("ABORTED", 1, "third"),
                        new FailureCount("UNAVAILABLE", 2, "first"));
    }

    @Test
    void a_latency_beyond_all_bounds_counts_as_the_longest_one() {
        time.advance(2 * Series.LATENCY_NANOS_MAX);
        series.recordSince(0);
        assertThat(series.result(0, 0).latencies().getMaxValue())
                .isGreaterThanOrEqualTo(Series.LATENCY_NANOS_MAX);
    }
}
