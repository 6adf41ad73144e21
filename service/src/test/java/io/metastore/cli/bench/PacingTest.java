package io.metastore.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacingTest {
    private static final long MILLI = 1_000_000;

    /** A clock may begin anywhere, below zero too. */
    private static final long START = -7 * MILLI;

    private final VirtualTime time = new VirtualTime(START);

    @Test
    void requests_are_due_at_equal_intervals_however_late_they_are_asked_for() {
        var pacing = new Pacing(1000, Extent.of(4), time);
        assertThat(pacing.next()).isEqualTo(START);
        time.advance(500 * MILLI);
        assertThat(pacing.next()).isEqualTo(START + MILLI);
        assertThat(pacing.next()).isEqualTo(START + 2 * MILLI);
        assertThat(pacing.next()).isEqualTo(START + 3 * MILLI);
        assertThat(pacing.next()).isEqualTo(Pacing.NONE);
    }

    @Test
    void intervals_do_not_drift_with_rates_that_do_not_divide_a_second() {
        var pacing = new Pacing(3, Extent.of(3_001), time);
        long due = 0;
        for (int i = 0; i <= 3_000; i++) {
            due = pacing.next();
        }
        assertThat(due).isBetween(START + 1_000_000 * MILLI - 1, START + 1_000_000 * MILLI);
    }

    @Test
    void without_a_rate_a_request_is_due_when_it_is_asked_for() {
        var pacing = new Pacing(0, Extent.of(2), time);
        time.advance(5 * MILLI);
        assertThat(pacing.next()).isEqualTo(START + 5 * MILLI);
        time.advance(1);
        assertThat(pacing.next()).isEqualTo(START + 5 * MILLI + 1);
        assertThat(pacing.next()).isEqualTo(Pacing.NONE);
    }

    @Test
    void nothing_is_due_at_the_end_of_the_time_or_later() {
        var pacing = new Pacing(1000, Extent.of(Duration.ofMillis(2)), time);
        assertThat(pacing.next()).isEqualTo(START);
        assertThat(pacing.next()).isEqualTo(START + MILLI);
        assertThat(pacing.next()).isEqualTo(Pacing.NONE);
        var unpaced = new Pacing(0, Extent.of(Duration.ofMillis(2)), time);
        time.advance(2 * MILLI);
        assertThat(unpaced.next()).isEqualTo(Pacing.NONE);
    }

    @Test
    void whichever_limit_comes_first_ends_it() {
        var extent = new Extent(1, Duration.ofMillis(2).toNanos());
        var pacing = new Pacing(1000, extent, time);
        assertThat(pacing.next()).isEqualTo(START);
        assertThat(pacing.next()).isEqualTo(Pacing.NONE);
    }

    @Test
    void nothing_is_due_after_a_stop() {
        var pacing = new Pacing(1000, Extent.of(10), time);
        pacing.stop();
        assertThat(pacing.next()).isEqualTo(Pacing.NONE);
    }

    @Test
    void what_was_due_and_not_sent_is_told() {
        var pacing = new Pacing(1000, Extent.of(Duration.ofSeconds(1)), time);
        time.advance(5_000 * MILLI);
        assertThat(pacing.notSent(400)).isEqualTo(600);
        assertThat(pacing.notSent(1000)).isZero();
        assertThat(pacing.plannedNanos(400)).isEqualTo(400 * MILLI);
    }

    @Test
    void what_would_have_been_due_after_a_stop_was_not_missed() {
        var pacing = new Pacing(1000, Extent.of(Duration.ofSeconds(1)), time);
        time.advance(100 * MILLI);
        pacing.stop();
        time.advance(100 * MILLI);
        assertThat(pacing.notSent(40)).isEqualTo(60);
    }

    @Test
    void without_a_rate_nothing_is_missed() {
        var pacing = new Pacing(0, Extent.of(Duration.ofSeconds(1)), time);
        time.advance(2_000 * MILLI);
        assertThat(pacing.notSent(1)).isZero();
        assertThat(pacing.plannedNanos(1)).isZero();
    }
}
