package io.metastore.cli.bench;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What was measured of one kind of request.
 *
 * @param nanos how long it was measured
 * @param latencies of those that succeeded, in nanoseconds
 */
record SeriesResult(String name, long nanos, Histogram latencies, List<FailureCount> failures) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    long succeeded() {
        return latencies.getTotalCount();
    }

    long failed() {
        return failures.stream().mapToLong(FailureCount::count).sum();
    }

    double seconds() {
        return nanos / NANOS_PER_SECOND;
    }

    /** Successes in a second. */
    double perSecond() {
        return nanos <= 0 ? 0 : succeeded() / seconds();
    }

    double meanMillis() {
        return succeeded() == 0 ? 0 : latencies.getMean() / NANOS_PER_MILLI;
    }

    /** The latency that so many percent of the successes did not exceed. */
    double millis(double percentile) {
        return succeeded() == 0 ? 0 : latencies.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }
}
