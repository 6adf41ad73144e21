package io.metastore.node;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Repeats duties on one executor. A duty that fails ends the member instead of staying undone. */
final class PeriodicDuties {
    private final ScheduledExecutorService executor;
    private final Consumer<Throwable> failed;

    PeriodicDuties(ScheduledExecutorService executor, Consumer<Throwable> failed) {
        this.executor = executor;
        this.failed = failed;
    }

    /** Begins a duty, with this pause before the first time and between any two. */
    @SuppressWarnings("FutureReturnValueIgnored") // ends with the executor; a failure ends the node
    void every(long millis, Runnable duty) {
        executor.scheduleWithFixedDelay(
                () -> carryOut(duty), millis, millis, TimeUnit.MILLISECONDS);
    }

    private void carryOut(Runnable duty) {
        try {
            duty.run();
        } catch (RuntimeException e) {
            failed.accept(e);
            throw e;
        }
    }
}
