package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LeaseClockTest {
    private long nowNanos;
    private final LeaseClock clock = new LeaseClock(() -> nowNanos, 1_000);

    @Test
    void a_leader_continues_from_where_the_log_had_brought_it() {
        pass(60_000);
        clock.leadershipStarted(1_000);
        assertThat(clock.nowMillis()).as("time without a leader does not count").isEqualTo(1_000);

        pass(500);
        clock.applied(1_200);

        assertThat(clock.nowMillis()).as("its own clock is ahead of the log").isEqualTo(1_500);
    }

    @Test
    void a_follower_estimates_from_the_last_entry() {
        clock.applied(5_000);
        pass(250);
        assertThat(clock.nowMillis()).isEqualTo(5_250);

        clock.applied(5_100);
        assertThat(clock.nowMillis()).isEqualTo(5_100);
    }

    private void pass(long millis) {
        nowNanos += millis * 1_000_000;
    }
}
