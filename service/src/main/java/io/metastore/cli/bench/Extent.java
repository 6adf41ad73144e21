package io.metastore.cli.bench;

import java.time.Duration;

/**
 * How much load is made: it ends with whichever comes first.
 *
 * @param total requests
 * @param durationNanos time in which requests start
 */
record Extent(long total, long durationNanos) {
    private static final long UNLIMITED = Long.MAX_VALUE;

    static Extent of(long total) {
        return new Extent(total, UNLIMITED);
    }

    static Extent of(Duration duration) {
        return new Extent(UNLIMITED, duration.toNanos());
    }

    boolean hasTotal() {
        return total != UNLIMITED;
    }
}
