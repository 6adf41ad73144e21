package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ReadBarriersTest {
    private final List<CompletableFuture<Long>> sent = new ArrayList<>();
    private final Deque<Runnable> afterTimeout = new ArrayDeque<>();
    private final ReadBarriers barriers = new ReadBarriers(this::send, afterTimeout::add);

    private CompletionStage<Long> send() {
        var barrier = new CompletableFuture<Long>();
        sent.add(barrier);
        return barrier;
    }

    @Test
    void readers_that_arrive_while_one_is_in_flight_share_the_next() {
        CompletionStage<Long> first = barriers.join();
        List<CompletionStage<Long>> later = List.of(barriers.join(), barriers.join());
        assertThat(sent).hasSize(1);

        sent.get(0).complete(7L);

        assertThat(Eventually.get(first)).isEqualTo(7);
        assertThat(sent).hasSize(2);
        assertThat(later).noneMatch(stage -> stage.toCompletableFuture().isDone());
        sent.get(1).complete(9L);
        assertThat(later).allMatch(stage -> Eventually.get(stage) == 9);
        assertThat(sent).hasSize(2);
    }

    @Test
    void failed_barrier_fails_its_own_readers_only() {
        CompletionStage<Long> first = barriers.join();
        CompletionStage<Long> second = barriers.join();

        sent.get(0).completeExceptionally(new NotLeaderException("gone"));
        sent.get(1).complete(3L);

        assertThatThrownBy(() -> Eventually.get(first)).isInstanceOf(NotLeaderException.class);
        assertThat(Eventually.get(second)).isEqualTo(3);
    }

    @Test
    void sender_that_throws_fails_the_reader_and_the_next_one_is_sent() {
        var calls = new ArrayList<Integer>();
        var failing =
                new ReadBarriers(
                        () -> {
                            calls.add(1);
                            throw new IllegalStateException("closing");
                        },
                        afterTimeout::add);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> Eventually.get(failing.join()))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(calls).hasSize(2);
    }

    private void timePasses() {
        List<Runnable> due = List.copyOf(afterTimeout);
        afterTimeout.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void barrier_without_an_answer_is_given_up_and_its_late_answer_ignored() {
        CompletionStage<Long> lost = barriers.join();
        CompletionStage<Long> next = barriers.join();

        timePasses();

        assertThatThrownBy(() -> Eventually.get(lost)).isInstanceOf(NotLeaderException.class);
        assertThat(sent).hasSize(2);
        sent.get(0).complete(7L);
        assertThat(sent).hasSize(2);
        assertThat(next.toCompletableFuture()).isNotDone();
        sent.get(1).complete(9L);
        assertThat(Eventually.get(next)).isEqualTo(9);
    }

    @Test
    void barrier_that_was_sent_meanwhile_has_its_own_time() {
        barriers.join();
        sent.get(0).complete(7L);
        CompletionStage<Long> later = barriers.join();
        assertThat(afterTimeout).as("one look for all").hasSize(1);

        timePasses();
        assertThat(later.toCompletableFuture()).isNotDone();
        timePasses();
        assertThatThrownBy(() -> Eventually.get(later)).isInstanceOf(NotLeaderException.class);
    }

    @Test
    void no_look_is_arranged_while_nothing_is_asked() {
        barriers.join();
        sent.get(0).complete(7L);

        timePasses();

        assertThat(afterTimeout).isEmpty();
    }
}
