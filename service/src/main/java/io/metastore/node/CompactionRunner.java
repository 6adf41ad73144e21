package io.metastore.node;

import io.metastore.mvcc.Compactor;
import io.metastore.mvcc.MvccStore;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Removes compacted versions in the background, one small step at a time with a pause between, so
 * that writes are never held up for longer than a step. Steps run on the executor handed in.
 */
final class CompactionRunner {
    private record Waiter(long revision, CompletableFuture<Void> answer) {}

    private final Compactor compactor;
    private final ScheduledExecutorService executor;
    private final long pauseMillis;
    private final Consumer<Throwable> failed;

    private final Object lock = new Object();
    private final PriorityQueue<Waiter> waiters =
            new PriorityQueue<>(Comparator.comparingLong(Waiter::revision));
    private boolean running;

    /** Whether something came up after the step under way had looked. */
    private boolean again;

    /**
     * @param rowsPerStep rows of history that one step looks at
     * @param pauseMillis rest between two steps
     * @param failed told when a step fails, which means the state cannot be trusted
     */
    CompactionRunner(
            MvccStore store,
            int rowsPerStep,
            ScheduledExecutorService executor,
            long pauseMillis,
            Consumer<Throwable> failed) {
        this.compactor = new Compactor(store, rowsPerStep);
        this.executor = executor;
        this.pauseMillis = pauseMillis;
        this.failed = failed;
    }

    /** Starts working if there is something to do. Any thread. */
    void wake() {
        synchronized (lock) {
            if (running) {
                again = true;
                return;
            }
            running = true;
        }
        executor.execute(this::step);
    }

    /** Whether there is something being removed. Any thread. */
    boolean isRunning() {
        synchronized (lock) {
            return running;
        }
    }

    /** Versions removed since the start. Any thread. */
    long removedVersions() {
        return compactor.removedVersions();
    }

    /** Completes when versions up to a compacted revision have been removed here. */
    CompletionStage<Void> removed(long revision) {
        Waiter waiter = new Waiter(revision, new CompletableFuture<>());
        synchronized (lock) {
            waiters.add(waiter);
        }
        wake();
        return waiter.answer();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a stopped executor drops it with the node
    private void step() {
        boolean more;
        try {
            more = compactor.step();
        } catch (CancellationException e) {
            // The node is closing; what has not been removed is removed after the next start.
            return;
        } catch (RuntimeException e) {
            failed.accept(e);
            return;
        }
        answerWaiters();
        if (more) {
            executor.schedule(this::step, pauseMillis, TimeUnit.MILLISECONDS);
            return;
        }
        synchronized (lock) {
            running = again;
            again = false;
            if (!running) {
                return;
            }
        }
        executor.execute(this::step);
    }

    private void answerWaiters() {
        long finished = compactor.finishedRevision();
        while (true) {
            Waiter waiter;
            synchronized (lock) {
                if (waiters.isEmpty() || waiters.peek().revision() > finished) {
                    return;
                }
                waiter = waiters.remove();
            }
            waiter.answer().complete(null);
        }
    }
}
