package io.metastore.cli.bench;

import io.metastore.cli.tool.StatusLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Shows once a second what the last second brought. */
final class ProgressLine implements AutoCloseable {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double P99 = 99;

    private final StatusLine line;
    private final String what;

    /**
     * Progress of one phase.
     *
     * @param what the phase is
     */
    ProgressLine(StatusLine line, String what) {
        this.line = line;
        this.what = what;
    }

    /**
     * Shows and counts what came since the last call.
     *
     * @param elapsedNanos since the start
     * @param intervalNanos since the last call
     */
    void show(List<Series> series, long elapsedNanos, long intervalNanos) {
        List<String> parts = new ArrayList<>();
        long failed = 0;
        for (Series one : series) {
            parts.add(part(one, one.interval(), intervalNanos));
            failed += one.failed();
        }
        parts.add(String.format(Locale.ROOT, "%,d errors", failed));
        long seconds = Math.round(elapsedNanos / NANOS_PER_SECOND);
        line.show(what + " " + seconds + " s: " + String.join("; ", parts));
    }

    private static String part(Series series, Histogram interval, long intervalNanos) {
        double rate = interval.getTotalCount() * NANOS_PER_SECOND / Math.max(1, intervalNanos);
        String done = String.format(Locale.ROOT, "%s %,d done", series.name(), series.succeeded());
        if (interval.getTotalCount() == 0) {
            return done + ", 0/s";
        }
        double p99 = Millis.of(interval.getValueAtPercentile(P99));
        return String.format(Locale.ROOT, "%s, %,.0f/s, P99 %,.2f ms", done, rate, p99);
    }

    @Override
    public void close() {
        line.close();
    }
}
