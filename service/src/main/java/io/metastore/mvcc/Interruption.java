package io.metastore.mvcc;

import java.util.concurrent.CancellationException;

/** Lets long walks end when their thread is to stop. */
final class Interruption {
    private Interruption() {}

    /**
     * Goes on unless the thread has been interrupted, which it stays.
     *
     * @throws CancellationException when it has
     */
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the thread is to stop");
        }
    }
}
