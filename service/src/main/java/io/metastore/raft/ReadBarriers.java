package io.metastore.raft;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
    private final Object lock = new Object();
    private @Nullable CompletableFuture<Long> waiting;
    private boolean inFlight;

    /**
     * @param sender sends one barrier; what it returns must complete within a bounded time
     */
    ReadBarriers(Supplier<? extends CompletionStage<Long>> sender) {
        this.sender = sender;
    }

    CompletionStage<Long> join() {
        CompletableFuture<Long> mine;
        boolean first;
        synchronized (lock) {
            if (waiting == null) {
                waiting = new CompletableFuture<>();
            }
            mine = waiting;
            first = !inFlight;
            inFlight = true;
        }
        if (first) {
            sendNext();
        }
        return mine.minimalCompletionStage();
    }

    private void sendNext() {
        CompletableFuture<Long> batch = takeWaiting();
        if (batch != null) {
            CompletionStage<Long> answer = send();
            answer.whenComplete((index, failure) -> finish(batch, index, failure));
        }
    }

    private @Nullable CompletableFuture<Long> takeWaiting() {
        synchronized (lock) {
            CompletableFuture<Long> batch = waiting;
            waiting = null;
            inFlight = batch != null;
            return batch;
        }
    }

    private CompletionStage<Long> send() {
        try {
            return sender.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void finish(
            CompletableFuture<Long> batch, @Nullable Long index, @Nullable Throwable failure) {
        // The next batch leaves first: telling the readers of this one may take a while.
        sendNext();
        if (failure == null) {
            batch.complete(index);
        } else {
            batch.completeExceptionally(failure);
        }
    }
}
