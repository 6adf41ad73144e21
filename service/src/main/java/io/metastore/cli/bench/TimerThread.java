package io.metastore.cli.bench;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A timer with a thread of its own. */
final class TimerThread implements Timer, AutoCloseable {
    private final LongSupplier nanoTime;
    private final ScheduledThreadPoolExecutor thread;

    TimerThread(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.thread =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            var worker = new Thread(task, "bench-timer");
                            worker.setDaemon(true);
                            return worker;
                        });
    }

    @Override
    public void at(long nanos, Runnable task) {
        try {
            var unused = thread.schedule(task, nanos - nanoTime.getAsLong(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // The run is over, and nobody waits for what would have come.
            return;
        }
    }

    /** Forgets what has not been run. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
