package io.metastore.cli.bench;

import io.metastore.cli.tool.ToolContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Shows once a second what the last second brought: on a terminal one line that is written over,
 * elsewhere a line each, when it was asked for.
 */
final class ProgressLine implements AutoCloseable {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double P99 = 99;

    private final ToolContext context;
    private final boolean shown;
    private final String what;
    private int written;

    /**
     * Progress of one phase.
     *
     * @param wanted what the user asked for; null to show it on a terminal only
     * @param what the phase is
     */
    ProgressLine(ToolContext context, @Nullable Boolean wanted, String what) {
        this.context = context;
        this.shown = wanted == null ? context.terminal() : wanted;
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
        if (shown) {
            long seconds = Math.round(elapsedNanos / NANOS_PER_SECOND);
            write(what + " " + seconds + " s: " + String.join("; ", parts));
        }
    }

    private static String part(Series series, Histogram interval, long intervalNanos) {
        double rate = interval.getTotalCount() * NANOS_PER_SECOND / Math.max(1, intervalNanos);
        String done = String.format(Locale.ROOT, "%s %,d done", series.name(), series.succeeded());
        if (interval.getTotalCount() == 0) {
            return done + ", 0/s";
        }
        double p99 = interval.getValueAtPercentile(P99) / NANOS_PER_MILLI;
        return String.format(Locale.ROOT, "%s, %,.0f/s, P99 %,.2f ms", done, rate, p99);
    }

    private void write(String line) {
        var err = context.console().err();
        if (context.terminal()) {
            err.print("\r" + line + " ".repeat(Math.max(0, written - line.length())));
            written = line.length();
        } else {
            err.println(line);
        }
        err.flush();
    }

    /** Removes the line from the terminal. */
    @Override
    public void close() {
        if (written > 0) {
            context.console().err().print("\r" + " ".repeat(written) + "\r");
            context.console().err().flush();
        }
    }
}
