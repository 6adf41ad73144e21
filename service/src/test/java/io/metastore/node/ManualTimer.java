package io.metastore.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer whose time passes when the test says so; its tasks run on the test's thread. */
final class ManualTimer extends ScheduledThreadPoolExecutor {
    private final List<Task> tasks = new ArrayList<>();
    private long nowNanos;

    ManualTimer() {
        super(0);
    }

    long nanoTime() {
        return nowNanos;
    }

    int waiting() {
        return tasks.size();
    }

    /** Runs what is due without letting time pass. */
    void runDue() {
        passMillis(0);
    }

    void passMillis(long millis) {
        long end = nowNanos + millis * 1_000_000;
        while (true) {
            Task next =
                    tasks.stream()
                            .min(Comparator.comparingLong(task -> task.dueNanos))
                            .orElse(null);
            if (next == null || next.dueNanos > end) {
                nowNanos = end;
                return;
            }
            nowNanos = next.dueNanos;
            tasks.remove(next);
            next.run();
        }
    }

    @Override
    public void execute(Runnable command) {
        tasks.add(new Task(command, nowNanos));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Task task = new Task(command, nowNanos + unit.toNanos(delay));
        tasks.add(task);
        return task;
    }

    @SuppressWarnings("ComparableType") // the order that Delayed asks for
    private static final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final long dueNanos;

        private Task(Runnable work, long dueNanos) {
            super(work, null);
            this.dueNanos = dueNanos;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(
                    getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
