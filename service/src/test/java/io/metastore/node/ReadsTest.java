package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.metastore.api.EtcdError;
import io.metastore.api.EtcdException;
import io.metastore.node.Leadership.Leader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class ReadsTest {
    private static final long TIMEOUT_MILLIS = 7_000;

    private final FakeConsensus consensus = new FakeConsensus();
    private final ManualTimer timer = new ManualTimer();
    private final Leadership leadership = new Leadership(timer::nanoTime, 1_000);
    private final NodeStats stats = new NodeStats();
    private final Reads reads =
            new Reads(() -> consensus, leadership, timer, timer::nanoTime, stats, TIMEOUT_MILLIS);
    private final ManualEventLoop eventLoop = new ManualEventLoop();

    ReadsTest() {
        leadership.set(new Leader(1, 5, true));
        // Far from the election, so that a timeout is not laid to it.
        timer.passMillis(60_000);
    }

    @Test
    void the_only_voter_reads_at_once_while_it_leads() {
        consensus.soleVoter = true;
        assertThat(read()).isCompleted();
        assertThat(consensus.barriers).isEmpty();

        leadership.set(new Leader(1, 5, false));

        assertThat(read()).isNotCompleted();
        assertThat(consensus.barriers).hasSize(1);
    }

    @Test
    void reads_of_one_turn_of_an_event_loop_share_a_barrier() {
        eventLoop.hold();
        List<CompletableFuture<Void>> answers = List.of(read(), read());
        assertThat(consensus.barriers).isEmpty();

        eventLoop.goOn();
        assertThat(consensus.barriers).hasSize(1);
        consensus.barrier().complete(9L);

        assertThat(answers).allMatch(CompletableFuture::isDone);
    }

    @Test
    void an_event_loop_that_has_ended_holds_up_nobody() {
        eventLoop.end();
        read();
        assertThat(consensus.barriers).hasSize(1);
    }

    @Test
    void a_leader_with_other_voters_asks_them() {
        CompletableFuture<Void> answer = read();
        assertThat(answer).isNotCompleted();

        consensus.barrier().complete(9L);

        assertThat(answer).isCompleted();
    }

    @Test
    void reads_that_come_while_a_barrier_is_under_way_share_the_next() {
        CompletableFuture<Void> first = read();
        CompletableFuture<Void> second = read();
        CompletableFuture<Void> third = read();
        assertThat(consensus.barriers).hasSize(1);

        consensus.barrier().complete(1L);
        assertThat(first).isCompleted();
        assertThat(second).as("the barrier was older than this read").isNotCompleted();
        assertThat(consensus.barriers).hasSize(2);
        int before = eventLoop.wakeUps();
        consensus.barrier().complete(2L);

        assertThat(second).isCompleted();
        assertThat(third).isCompleted();
        assertThat(eventLoop.wakeUps() - before).as("one for the whole group").isEqualTo(1);
        assertThat(consensus.barriers).hasSize(2);
        assertThat(read()).isNotCompleted();
        assertThat(consensus.barriers).hasSize(3);
    }

    @Test
    void a_failed_barrier_is_asked_for_again_after_a_pause() {
        CompletableFuture<Void> first = read();
        consensus.barrier().completeExceptionally(new IllegalStateException("no majority"));
        CompletableFuture<Void> meanwhile = read();
        timer.passMillis(Reads.RETRY_MILLIS - 1);
        assertThat(consensus.barriers).hasSize(1);

        timer.passMillis(1);

        assertThat(consensus.barriers).hasSize(2);
        consensus.barrier().complete(1L);
        assertThat(first).isCompleted();
        assertThat(meanwhile).as("joined the next barrier").isCompleted();
        assertThat(stats.barriersFailed()).isEqualTo(1);
    }

    @Test
    void a_read_is_given_up_when_its_time_is_over() {
        CompletableFuture<Void> answer = read();
        for (int retry = 0; retry < TIMEOUT_MILLIS / Reads.RETRY_MILLIS; retry++) {
            assertThat(answer).isNotDone();
            failBarrier();
            timer.passMillis(Reads.RETRY_MILLIS);
        }
        assertThat(answer).isNotDone();
        failBarrier();

        assertThat(error(answer)).isEqualTo(EtcdError.TIMEOUT);
        assertThat(timer.waiting()).as("nobody is left to ask for").isZero();
        int asked = consensus.barriers.size();
        assertThat(read()).isNotDone();
        assertThat(consensus.barriers).hasSize(asked + 1);
    }

    @Test
    void a_read_that_has_seen_the_leader_go_is_told_so_and_a_later_one_goes_on() {
        CompletableFuture<Void> before = read();
        leadership.set(new Leader(0, 5, false));
        leadership.set(new Leader(2, 6, false));
        CompletableFuture<Void> after = read();
        failBarrier();

        assertThat(error(before)).isEqualTo(EtcdError.LEADER_CHANGED);
        assertThat(after).isNotDone();
        consensus.barrier().complete(1L);
        assertThat(after).isCompleted();
    }

    @Test
    void a_read_outlives_the_loss_of_a_leader_until_there_is_another() {
        CompletableFuture<Void> answer = read();
        leadership.set(new Leader(0, 5, false));
        failBarrier();

        assertThat(answer).isNotDone();
        assertThat(timer.waiting()).isEqualTo(1);
    }

    @Test
    void a_barrier_that_succeeds_after_a_change_of_leader_counts() {
        CompletableFuture<Void> answer = read();
        leadership.set(new Leader(2, 6, false));
        consensus.barrier().complete(1L);

        assertThat(answer).isCompleted();
    }

    @Test
    void more_reads_than_may_wait_are_refused() {
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        while (answers.size() < Reads.WAITING_MAX) {
            answers.add(read());
        }
        assertThat(error(read())).isEqualTo(EtcdError.TOO_MANY_REQUESTS);

        failBarrier();
        timer.passMillis(Reads.RETRY_MILLIS);
        assertThat(error(read()))
                .as("those that are asked for again still wait")
                .isEqualTo(EtcdError.TOO_MANY_REQUESTS);

        consensus.barrier().complete(1L);
        assertThat(answers).allMatch(CompletableFuture::isDone);
        assertThat(read()).isNotDone();
    }

    @CanIgnoreReturnValue
    private CompletableFuture<Void> read() {
        return reads.linearizable(eventLoop).toCompletableFuture();
    }

    private void failBarrier() {
        consensus.barrier().completeExceptionally(new IllegalStateException("no majority"));
    }

    private static EtcdError error(CompletableFuture<Void> answer) {
        assertThat(answer).isCompletedExceptionally();
        try {
            answer.join();
            throw new AssertionError("no error");
        } catch (CompletionException e) {
            return ((EtcdException) e.getCause()).error();
        }
    }
}
