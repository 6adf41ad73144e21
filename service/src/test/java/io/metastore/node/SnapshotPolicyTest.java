package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SnapshotPolicyTest {
    private static final long STATE_BYTES = 4_000;
    private final SnapshotPolicy policy = new SnapshotPolicy(3, true);

    @Test
    void a_snapshot_is_due_after_so_many_entries_of_some_weight() {
        policy.applied(5_000);
        policy.applied(5_000);
        assertThat(policy.isDue(STATE_BYTES)).as("too few entries").isFalse();

        policy.applied(1);

        assertThat(policy.isDue(STATE_BYTES)).isTrue();
    }

    @Test
    void a_light_log_waits_until_it_weighs_a_fair_part_of_the_state() {
        for (int entry = 0; entry < 9; entry++) {
            policy.applied(100);
        }
        assertThat(policy.isDue(STATE_BYTES)).isFalse();
        assertThat(policy.isDue(3_600)).isTrue();

        policy.applied(100);

        assertThat(policy.isDue(STATE_BYTES)).isTrue();
    }

    @Test
    void counting_starts_over_with_each_snapshot() {
        for (int entry = 0; entry < 3; entry++) {
            policy.applied(5_000);
        }
        policy.taken();

        assertThat(policy.isDue(0)).isFalse();
        policy.applied(1);
        policy.applied(1);
        policy.applied(1);
        assertThat(policy.isDue(0)).isTrue();
        assertThat(policy.isDue(STATE_BYTES)).as("the weight starts over too").isFalse();
    }

    @Test
    void a_few_heavy_entries_are_enough() {
        int half = (int) (SnapshotPolicy.LOG_BYTES_MAX / 2);
        policy.applied(half);
        assertThat(policy.isDue(STATE_BYTES)).isFalse();

        policy.applied(half);

        assertThat(policy.isDue(STATE_BYTES)).isTrue();
        assertThat(policy.isDue(5 * SnapshotPolicy.LOG_BYTES_MAX)).as("a large state").isFalse();
    }

    @Test
    void a_snapshot_that_does_not_write_the_state_does_not_wait_for_its_weight() {
        SnapshotPolicy cheap = new SnapshotPolicy(3, false);
        cheap.applied(1);
        cheap.applied(1);
        assertThat(cheap.isDue(Long.MAX_VALUE)).isFalse();

        cheap.applied(1);

        assertThat(cheap.isDue(Long.MAX_VALUE)).isTrue();
    }
}
