package io.metastore.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import org.junit.jupiter.api.Test;

class StallGuardTest {
    private static final long LATE = StallGuard.STALL_NANOS_MAX + 1;

    private final StallGuard guard = new StallGuard(0);

    @Test
    void requests_that_nobody_answers_are_a_stall_after_a_while() {
        assertThat(guard.isStalled(1, 5, 0, 1, null)).isFalse();
        assertThat(guard.isStalled(LATE, 5, 0, 1, null)).isFalse();
        assertThat(guard.isStalled(LATE + 1, 5, 0, 1, null)).isTrue();
    }

    @Test
    void successes_keep_a_run_going_whatever_fails_beside_them() {
        var failure = Status.UNAVAILABLE.asRuntimeException();
        for (int i = 1; i < 5; i++) {
            assertThat(guard.isStalled(i * LATE, i, i * 100, 1, failure)).isFalse();
        }
    }

    @Test
    void failures_alone_are_a_stall() {
        var failure = Status.UNAVAILABLE.asRuntimeException();
        assertThat(guard.isStalled(LATE - 1, 0, 7, 0, failure)).isFalse();
        assertThat(guard.isStalled(LATE, 0, 8, 0, failure)).isTrue();
    }

    @Test
    void a_slow_rate_is_no_stall() {
        for (int i = 1; i < 5; i++) {
            assertThat(guard.isStalled(i * LATE, 1, 0, 0, null)).isFalse();
        }
    }

    @Test
    void what_no_repetition_helps_ends_a_run_at_once() {
        var refused = Status.INVALID_ARGUMENT.asRuntimeException();
        assertThat(guard.isStalled(1, 0, 1, 0, refused)).isTrue();
        assertThat(guard.isStalled(1, 1, 1, 0, refused)).isFalse();
    }
}
