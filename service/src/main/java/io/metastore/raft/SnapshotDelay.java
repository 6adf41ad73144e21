package io.metastore.raft;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Holds off snapshots for the sake of members that are loading one: one more would take away
 * entries that they need next, they would be sent a snapshot again, and under steady writes they
 * might never catch up. Not for ever, because the log grows meanwhile. Any thread.
 */
final class SnapshotDelay {
    /** Twice the time that the library gives a member for one snapshot. */
    static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(10);

    private final LongSupplier nanoTime;
    private boolean holding;
    private long sinceNanos;

    SnapshotDelay(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Whether the snapshot that is due now has to wait.
     *
     * @param wanted whether a member would suffer from it
     */
    synchronized boolean holds(boolean wanted) {
        long now = nanoTime.getAsLong();
        if (wanted && !holding) {
            sinceNanos = now;
        }
        holding = wanted && now - sinceNanos < NANOS_MAX;
        return holding;
    }
}
