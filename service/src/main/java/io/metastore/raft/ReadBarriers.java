package io.metastore.raft;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One barrier in flight for everybody who was waiting when it was sent. A reader that arrives while
 * one is in flight waits for the next, because the one in flight may be older than a write that the
 * reader must see. Safe for any thread; the lock is never held while the barrier is sent or a
 * reader is told.
 */
final class ReadBarriers {
    private final Supplier<? extends CompletionStage<Long>> sender;
    private final Executor afterTimeout;
    private final Object lock = new Object();
    private @Nullable CompletableFuture<Long> waiting;
    private @Nullable CompletableFuture<Long> inFlight;

    /** What was in flight when the last look was arranged; null when none is arranged. */
    private @Nullable CompletableFuture<Long> watched;

    /**
     * @param sender sends one barrier
     * @param afterTimeout runs its task one time-out later; a barrier without an answer is given up
     *     between one and two time-outs after it was sent
     */
    ReadBarriers(Supplier<? extends CompletionStage<Long>> sender, Executor afterTimeout) {
        this.sender = sender;
        this.afterTimeout = afterTimeout;
    }

    CompletionStage<Long> join() {
        CompletableFuture<Long> mine;
        boolean first;
        synchronized (lock) {
            if (waiting == null) {
                waiting = new CompletableFuture<>();
            }
            mine = waiting;
            first = inFlight == null;
            if (first) {
                inFlight = mine;
                waiting = null;
            }
        }
        if (first) {
            send(mine);
        }
        return mine.minimalCompletionStage();
    }

    private void send(CompletableFuture<Long> batch) {
        watch(batch);
        CompletionStage<Long> answer;
        try {
            answer = sender.get();
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedStage(e);
        }
        answer.whenComplete((index, failure) -> finish(batch, index, failure));
    }

    private void finish(
            CompletableFuture<Long> batch, @Nullable Long index, @Nullable Throwable failure) {
        CompletableFuture<Long> next;
        synchronized (lock) {
            if (inFlight != batch) {
                // It has been given up, and its readers have been told.
                return;
            }
            next = waiting;
            inFlight = next;
            waiting = null;
        }
        // The next batch leaves first: telling the readers of this one may take a while.
        if (next != null) {
            send(next);
        }
        if (failure == null) {
            batch.complete(index);
        } else {
            batch.completeExceptionally(failure);
        }
    }

    /** One look is arranged at a time, so that barriers that are answered cost no timer. */
    private void watch(CompletableFuture<Long> batch) {
        synchronized (lock) {
            if (watched != null) {
                return;
            }
            watched = batch;
        }
        afterTimeout.execute(this::look);
    }

    private void look() {
        CompletableFuture<Long> seen;
        CompletableFuture<Long> now;
        synchronized (lock) {
            seen = watched;
            now = inFlight;
            watched = null;
        }
        if (now == null) {
            return;
        }
        if (now == seen) {
            finish(now, null, new NotLeaderException("no answer to a read barrier"));
        } else {
            watch(now);
        }
    }
}
