package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class AppliedIndexTest {
    private final AppliedIndex applied = new AppliedIndex();

    @Test
    void what_has_been_applied_is_reached_at_once() {
        applied.entries(7);

        assertThat(reached(7)).isCompletedWithValue(7L);
        assertThat(reached(3)).isCompletedWithValue(3L);
    }

    @Test
    void who_waits_is_told_when_the_entry_has_been_applied_and_not_before() {
        CompletableFuture<Long> five = reached(5);

        applied.entries(4);
        assertThat(five).isNotDone();
        applied.entries(6);
        assertThat(five).isCompletedWithValue(5L);
    }

    @Test
    void a_snapshot_reaches_what_it_includes() {
        CompletableFuture<Long> five = reached(5);

        applied.snapshot(9);

        assertThat(five).isCompletedWithValue(5L);
        assertThat(applied.get()).isEqualTo(9);
    }

    @Test
    void what_a_snapshot_ends_with_is_not_told_as_an_entry() {
        applied.snapshot(9);
        assertThat(applied.lastEntry()).isZero();

        applied.entries(10);
        assertThat(applied.lastEntry()).isEqualTo(10);
    }

    @Test
    void an_entry_before_a_snapshot_does_not_stand_for_what_the_snapshot_holds() {
        applied.entries(7);

        applied.snapshot(9);

        assertThat(applied.lastEntry()).isZero();
    }

    private CompletableFuture<Long> reached(long index) {
        return applied.reached(index).toCompletableFuture();
    }
}
