package io.metastore.simulation;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A thread of a simulated process: one task at a time, in order, each a step of its own. */
final class SimulatedExecutor extends AbstractExecutorService implements ScheduledExecutorService {
    private final Lane lane;
    private final long delayNanosMax;
    private boolean stopped;

    /**
     * @param delayNanosMax how long a task that is due may have to wait for its turn
     */
    SimulatedExecutor(Lane lane, long delayNanosMax) {
        this.lane = lane;
        this.delayNanosMax = delayNanosMax;
    }

    @Override
    public void execute(Runnable command) {
        lane.inOrder(lane.upTo(delayNanosMax), "task", () -> run(command));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Task<?> task = new Task<>(command);
        after(unit.toNanos(delay), task);
        return task;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
            Runnable command, long initialDelay, long delay, TimeUnit unit) {
        long delayNanos = unit.toNanos(delay);
        Task<?> periodic =
                new Task<>(command) {
                    @Override
                    public void run() {
                        // A task that fails is not repeated.
                        if (runAndReset()) {
                            after(delayNanos, this);
                        }
                    }
                };
        after(unit.toNanos(initialDelay), periodic);
        return periodic;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
            Runnable command, long initialDelay, long period, TimeUnit unit) {
        return scheduleWithFixedDelay(command, initialDelay, period, unit);
    }

    private void after(long nanos, Runnable task) {
        lane.after(nanos + lane.upTo(delayNanosMax), "timer", () -> run(task));
    }

    private void run(Runnable task) {
        if (!stopped) {
            task.run();
        }
    }

    @Override
    public void shutdown() {
        stopped = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        stopped = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return stopped;
    }

    @Override
    public boolean isTerminated() {
        return stopped;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return stopped;
    }

    @SuppressWarnings("ComparableType") // the order that Delayed asks for
    private static class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {
        Task(Runnable work) {
            super(work, null);
        }

        @Override
        protected void setException(Throwable failure) {
            super.setException(failure);
            if (failure instanceof Crash crash) {
                throw crash;
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}
