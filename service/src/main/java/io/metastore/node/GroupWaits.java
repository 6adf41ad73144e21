package io.metastore.node;

import io.metastore.peer.StandingAnswer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Waits until the group has followed a change of the list of members. Any thread. */
final class GroupWaits {
    static final long RETRY_MILLIS = 50;

    private final Standings standings;
    private final Leadership leadership;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final long timeoutNanos;

    GroupWaits(
            Standings standings,
            Leadership leadership,
            ScheduledExecutorService timer,
            LongSupplier nanoTime,
            long timeoutMillis) {
        this.standings = standings;
        this.leadership = leadership;
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.timeoutNanos = timeoutMillis * 1_000_000;
    }

    /**
     * Completes once the leader says of the member what is waited for; fails in time.
     *
     * @param answer what the stage completes with
     */
    <T> CompletionStage<T> until(long id, Predicate<StandingAnswer> condition, T answer) {
        CompletableFuture<T> waiting = new CompletableFuture<>();
        long startNanos = nanoTime.getAsLong();
        ask(id, condition, startNanos, () -> waiting.complete(answer), waiting);
        return waiting;
    }

    private void ask(
            long id,
            Predicate<StandingAnswer> condition,
            long startNanos,
            Runnable done,
            CompletableFuture<?> waiting) {
        standings
                .asked(leadership.leader().memberId(), id)
                .thenAccept(
                        standing -> {
                            if (standing.getSettled() && condition.test(standing)) {
                                done.run();
                            } else if (nanoTime.getAsLong() - startNanos >= timeoutNanos) {
                                waiting.completeExceptionally(
                                        leadership.timeoutOf(startNanos).exception());
                            } else {
                                again(() -> ask(id, condition, startNanos, done, waiting));
                            }
                        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a stopped timer drops it along with the node
    private void again(Runnable question) {
        timer.schedule(question, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
}
