package io.metastore.cli.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end a measurement instead of the process: from the moment this is armed until it is
 * closed, the process waits for the result before it ends.
 */
final class Interrupt implements AutoCloseable {
    private static final long RESULT_SECONDS_MAX = 15;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::shutdown, "bench-interrupt");

    private boolean armed;

    /** From now on there is something worth waiting for. */
    void arm() {
        armed = true;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void shutdown() {
        asked.countDown();
        try {
            // When it takes longer, nothing more can be done for the result than to end.
            var unused = finished.await(RESULT_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the user wants the end. */
    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** The result is out. */
    @Override
    public void close() {
        finished.countDown();
        if (armed && !isAsked()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException ending) {
                // The process ends already, and the hook has nothing to wait for.
                return;
            }
        }
    }
}
