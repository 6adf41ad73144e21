package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SnapshotDelayTest {
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final SnapshotDelay delay = new SnapshotDelay(nanoTime::get);

    @Test
    void nothing_waits_when_nobody_is_behind() {
        assertThat(delay.holds(false)).isFalse();
    }

    @Test
    void a_snapshot_waits_as_long_as_a_member_is_behind() {
        assertThat(delay.holds(true)).isTrue();
        nanoTime.addAndGet(SnapshotDelay.NANOS_MAX - 1);
        assertThat(delay.holds(true)).isTrue();
        assertThat(delay.holds(false)).isFalse();
    }

    @Test
    void the_log_does_not_grow_for_ever() {
        assertThat(delay.holds(true)).isTrue();
        nanoTime.addAndGet(SnapshotDelay.NANOS_MAX);
        assertThat(delay.holds(true)).isFalse();
    }

    @Test
    void after_a_snapshot_the_next_may_wait_again() {
        delay.holds(true);
        nanoTime.addAndGet(SnapshotDelay.NANOS_MAX);
        delay.holds(true);
        assertThat(delay.holds(true)).isTrue();
        nanoTime.addAndGet(SnapshotDelay.NANOS_MAX - 1);
        assertThat(delay.holds(true)).isTrue();
    }
}
