package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.CompactionRequest;
import io.metastore.command.Command;
import io.metastore.engine.Keyspace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class CompactionRunnerTest {
    private static final long PAUSE_MILLIS = 10;
    private static final int ROWS_PER_STEP = 4;

    private final ReplicaFixture member = new ReplicaFixture(1);
    private final ManualTimer executor = member.timer;
    private final List<Throwable> failures = new ArrayList<>();
    private final CompactionRunner runner =
            new CompactionRunner(
                    member.store, ROWS_PER_STEP, executor, PAUSE_MILLIS, failures::add);

    @Test
    void old_versions_go_step_by_step_with_pauses() {
        putVersions(10);
        compact(11);
        runner.wake();
        executor.runDue();
        assertThat(historyRows()).isGreaterThan(1);
        assertThat(executor.waiting()).as("the next step waits out its pause").isEqualTo(1);

        executor.passMillis(1_000);

        assertThat(historyRows()).isEqualTo(1);
        assertThat(executor.waiting()).isZero();
        assertThat(failures).isEmpty();
    }

    @Test
    void a_waiter_is_answered_when_its_versions_are_gone() {
        putVersions(10);
        compact(11);
        CompletableFuture<Void> removed = runner.removed(11).toCompletableFuture();
        executor.runDue();
        assertThat(removed).isNotDone();

        executor.passMillis(1_000);

        assertThat(removed).isCompleted();
        assertThat(historyRows()).isEqualTo(1);
    }

    @Test
    void a_waiter_that_comes_late_is_answered_too() {
        putVersions(3);
        compact(4);
        runner.wake();
        executor.passMillis(1_000);

        CompletableFuture<Void> late = runner.removed(3).toCompletableFuture();
        executor.passMillis(1_000);

        assertThat(late).isCompleted();
    }

    @Test
    void compacting_an_empty_store_physically_is_answered() {
        compact(0);
        CompletableFuture<Void> removed = runner.removed(0).toCompletableFuture();
        executor.passMillis(1_000);

        assertThat(removed).isCompleted();
    }

    @Test
    void a_compaction_that_comes_while_one_is_under_way_has_its_turn() {
        putVersions(10);
        compact(6);
        CompletableFuture<Void> first = runner.removed(6).toCompletableFuture();
        executor.runDue();
        compact(11);
        CompletableFuture<Void> second = runner.removed(11).toCompletableFuture();
        runner.wake();
        executor.passMillis(1_000);

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(historyRows()).isEqualTo(1);
        assertThat(executor.waiting()).isZero();
    }

    @Test
    void a_compaction_that_comes_after_the_last_step_has_looked_has_its_turn() {
        putVersions(2);
        compact(2);
        CompletableFuture<Void> second =
                runner.removed(2)
                        .thenCompose(
                                removed -> {
                                    compact(3);
                                    return runner.removed(3);
                                })
                        .toCompletableFuture();
        executor.passMillis(1_000);

        assertThat(second).isCompleted();
        assertThat(historyRows()).isEqualTo(1);
    }

    @Test
    void waking_without_work_comes_to_rest() {
        runner.wake();
        runner.wake();
        executor.passMillis(1_000);

        assertThat(executor.waiting()).isZero();
    }

    @Test
    void a_step_that_fails_is_told_and_is_the_last() {
        putVersions(3);
        compact(4);
        runner.wake();
        member.engine.close();
        executor.passMillis(1_000);
        runner.wake();
        executor.passMillis(1_000);

        assertThat(failures).hasSize(1);
        assertThat(executor.waiting()).isZero();
    }

    private void putVersions(int count) {
        for (int i = 0; i < count; i++) {
            member.carryOut(ReplicaFixture.put("k", 0));
        }
    }

    private void compact(long revision) {
        CompactionRequest request = CompactionRequest.newBuilder().setRevision(revision).build();
        member.carryOut(Command.newBuilder().setCompaction(request).build());
    }

    private long historyRows() {
        return member.engine.count(Keyspace.HISTORY, new byte[0], null);
    }
}
