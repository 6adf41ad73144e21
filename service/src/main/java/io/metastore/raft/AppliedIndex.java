package io.metastore.raft;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * How far this member has applied, and the one who waits for it to get somewhere. The apply thread
 * moves it; any thread asks.
 */
final class AppliedIndex {
    private record Waiter(long index, CompletableFuture<Long> answer) {}

    private volatile long index;
    private volatile long lastEntry;
    private volatile @Nullable Waiter waiter;

    /** The last entry or snapshot that was given to the state machine. */
    long get() {
        return index;
    }

    /**
     * The last entry that was given to the state machine; 0 when there was none since the start or
     * the last snapshot, which may hold more than the entries before it. Whoever applies the whole
     * log is given this entry, while what a snapshot ends with may be an entry of the library's
     * own, of which no state machine hears.
     */
    long lastEntry() {
        return lastEntry;
    }

    /** Entries up to this one have been applied. */
    void entries(long last) {
        lastEntry = last;
        moveTo(last);
    }

    /** A snapshot has taken the place of the state. */
    void snapshot(long lastIncluded) {
        lastEntry = 0;
        moveTo(lastIncluded);
    }

    /**
     * Completes with {@code awaited} when that has been applied, on the apply thread or at once.
     * There is one who waits, {@link ReadBarriers}; when it asks again it has given up before.
     */
    CompletionStage<Long> reached(long awaited) {
        if (index >= awaited) {
            return CompletableFuture.completedStage(awaited);
        }
        var mine = new Waiter(awaited, new CompletableFuture<>());
        waiter = mine;
        // It may have been applied between the first look and the waiter's appearance.
        wake(mine);
        return mine.answer().minimalCompletionStage();
    }

    private void moveTo(long applied) {
        index = applied;
        Waiter waiting = waiter;
        if (waiting != null) {
            wake(waiting);
        }
    }

    private void wake(Waiter waiting) {
        if (index >= waiting.index()) {
            waiting.answer().complete(waiting.index());
        }
    }
}
