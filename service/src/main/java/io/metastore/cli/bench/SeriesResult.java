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

    /** What is told of the latencies, in the order of the report. */
    List<Statistic> statistics() {
        return List.of(
                new Statistic("mean", "meanMillis", succeeded() == 0 ? null : meanMillis()),
                percentile("P50", "p50Millis", 50),
                percentile("P95", "p95Millis", 95),
                percentile("P99", "p99Millis", 99),
                percentile("P99.9", "p999Millis", 99.9),
                percentile("max", "maxMillis", 100));
    }

    private Statistic percentile(String label, String field, double percentile) {
        return new Statistic(label, field, succeeded() == 0 ? null : millis(percentile));
    }

    private double meanMillis() {
        return Millis.of(latencies.getMean());
    }

    /** The latency that so many percent of the successes did not exceed; there is one, at least. */
    double millis(double percentile) {
        return Millis.of(latencies.getValueAtPercentile(percentile));
    }
}
