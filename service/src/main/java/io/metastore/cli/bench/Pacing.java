package io.metastore.cli.bench;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Says when each request is due, and when there are no more. Any thread may ask.
 *
 * <p>With a rate, request n is due n intervals after the start, whatever happened to those before
 * it: a request that has to wait for a free client is late, and its latency counts from the moment
 * it was due. Measuring from the moment it is sent would leave out the waiting that a stalled
 * cluster causes (Gil Tene's "coordinated omission"). Without a rate, a request is due when it is
 * asked for.
 */
final class Pacing {
    /** There are no more requests. */
    static final long NONE = Long.MAX_VALUE;

    private static final double NANOS_PER_SECOND = 1e9;

    private final double intervalNanos;
    private final long total;
    private final long durationNanos;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final AtomicLong taken = new AtomicLong();
    private volatile long stoppedNanos = NONE;

    /**
     * Starts now.
     *
     * @param requestsPerSecond 0 for as many as possible
     */
    Pacing(double requestsPerSecond, Extent extent, LongSupplier nanoTime) {
        this.intervalNanos = requestsPerSecond == 0 ? 0 : NANOS_PER_SECOND / requestsPerSecond;
        this.total = extent.total();
        this.durationNanos = extent.durationNanos();
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /**
     * The moment at which the next request is due, in the past when it is late, or {@link #NONE}.
     */
    long next() {
        long elapsed = nanoTime.getAsLong() - startNanos;
        if (isStopped() || elapsed >= durationNanos) {
            return NONE;
        }
        long number = taken.getAndIncrement();
        long due = intervalNanos == 0 ? elapsed : dueNanos(number);
        return number >= total || due >= durationNanos ? NONE : startNanos + due;
    }

    private long dueNanos(long number) {
        return (long) (number * intervalNanos);
    }

    /** Lets no more requests start. */
    void stop() {
        stoppedNanos = nanoTime.getAsLong();
    }

    boolean isStopped() {
        return stoppedNanos != NONE;
    }

    long startNanos() {
        return startNanos;
    }

    /**
     * How many requests were due before the end and were not started, because all clients waited
     * for answers; 0 without a rate.
     */
    long notSent(long started) {
        if (intervalNanos == 0) {
            return 0;
        }
        long end = isStopped() ? stoppedNanos : nanoTime.getAsLong();
        long elapsed = Math.min(end - startNanos, durationNanos);
        long due = Math.min(total, (long) Math.ceil(elapsed / intervalNanos));
        return Math.max(0, due - started);
    }

    /** The time that so many requests were meant to take, at least; 0 without a rate. */
    long plannedNanos(long started) {
        return dueNanos(started);
    }
}
