package io.metastore.node;

import java.util.function.LongSupplier;

/**
 * The lease clock between log entries. The leader's runs on from where the log had brought it when
 * it took over, so time without a leader does not count; another member estimates the leader's from
 * the last entry it applied. Any thread.
 */
final class LeaseClock {
    private record Reading(long clockMillis, long atNanos) {}

    private final LongSupplier nanoTime;
    private volatile Reading reading;
    private volatile boolean leading;

    LeaseClock(LongSupplier nanoTime, long clockMillis) {
        this.nanoTime = nanoTime;
        this.reading = new Reading(clockMillis, nanoTime.getAsLong());
    }

    /** The log has brought the clock here; the leader's own clock is ahead of that and stays. */
    void applied(long clockMillis) {
        if (!leading && clockMillis != reading.clockMillis()) {
            reading = new Reading(clockMillis, nanoTime.getAsLong());
        }
    }

    void leadershipStarted(long clockMillis) {
        reading = new Reading(clockMillis, nanoTime.getAsLong());
        leading = true;
    }

    void leadershipStopped(long clockMillis) {
        leading = false;
        reading = new Reading(clockMillis, nanoTime.getAsLong());
    }

    /** The clock now: exact at the leader, an estimate elsewhere. */
    long nowMillis() {
        Reading last = reading;
        return last.clockMillis() + (nanoTime.getAsLong() - last.atNanos()) / 1_000_000;
    }
}
