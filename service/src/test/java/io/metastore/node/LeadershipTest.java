package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.EtcdError;
import io.metastore.node.Leadership.Leader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LeadershipTest {
    private static final long SECOND = 1_000_000_000L;

    private long nowNanos = 100 * SECOND;
    private final Leadership leadership = new Leadership(() -> nowNanos, 1_000);

    @Test
    void listeners_hear_of_each_change_once() {
        List<Leader> heard = new ArrayList<>();
        leadership.onChange(heard::add);
        leadership.set(new Leader(2, 1, false));
        leadership.set(new Leader(2, 1, false));
        leadership.set(new Leader(2, 1, true));

        assertThat(heard).containsExactly(new Leader(2, 1, false), new Leader(2, 1, true));
        assertThat(leadership.changesSeen()).as("it is still the same leader").isEqualTo(1);
    }

    @Test
    void losing_a_leader_is_no_change_to_another() {
        leadership.set(new Leader(2, 1, false));
        leadership.set(new Leader(0, 1, false));
        assertThat(leadership.changesSeen()).isEqualTo(1);
        assertThat(leadership.isKnown()).isFalse();

        leadership.set(new Leader(2, 2, false));
        assertThat(leadership.changesSeen()).isEqualTo(2);
    }

    @Test
    void a_timeout_is_laid_to_the_election_that_the_request_had_to_wait_for() {
        leadership.set(new Leader(2, 1, false));
        nowNanos = 200 * SECOND;
        leadership.set(new Leader(3, 2, false));

        assertThat(leadership.timeoutOf(199 * SECOND))
                .isEqualTo(EtcdError.TIMEOUT_DUE_TO_LEADER_FAIL);
        assertThat(leadership.timeoutOf(198 * SECOND)).isEqualTo(EtcdError.TIMEOUT);
        assertThat(leadership.timeoutOf(200 * SECOND)).isEqualTo(EtcdError.TIMEOUT);
    }

    @Test
    void a_timeout_before_any_election_is_just_that() {
        assertThat(leadership.timeoutOf(nowNanos)).isEqualTo(EtcdError.TIMEOUT);
    }
}
