package io.metastore.cli.tool;

import java.util.Locale;

/**
 * Shows how far long work has come, several times a second on a terminal and every few seconds
 * elsewhere. Used by one thread.
 */
public final class Progress implements AutoCloseable {
    private static final long TERMINAL_PAUSE_NANOS = 200_000_000;
    private static final long LINES_PAUSE_NANOS = 5_000_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final ToolContext context;
    private final StatusLine line;
    private final String unit;
    private final long startNanos;
    private long dueNanos;

    /**
     * Progress of a work that is counted in something.
     *
     * @param unit what is counted; empty for bytes
     */
    Progress(ToolContext context, StatusLine line, String unit) {
        this.context = context;
        this.line = line;
        this.unit = unit;
        this.startNanos = context.nanoTime().getAsLong();
        this.dueNanos = startNanos + pauseNanos();
    }

    /**
     * Tells how far the work is.
     *
     * @param total how much there is, 0 when that is not known
     */
    public void at(String what, long done, long total) {
        long now = context.nanoTime().getAsLong();
        if (!line.isShown() || now - dueNanos < 0) {
            return;
        }
        dueNanos = now + pauseNanos();
        line.show(what + " " + amounts(done, total, now));
    }

    private String amounts(long done, long total, long now) {
        double seconds = Math.max(1, now - startNanos) / (double) NANOS_PER_SECOND;
        String rate = amount((long) (done / seconds)) + "/s";
        if (total <= 0) {
            return amount(done) + ", " + rate;
        }
        double percent = 100.0 * done / total;
        return String.format(
                Locale.ROOT, "%s of %s (%.0f %%), %s", amount(done), amount(total), percent, rate);
    }

    private String amount(long count) {
        return unit.isEmpty()
                ? ByteSize.text(count)
                : String.format(Locale.ROOT, "%,d %s", count, unit);
    }

    private long pauseNanos() {
        return context.terminal() ? TERMINAL_PAUSE_NANOS : LINES_PAUSE_NANOS;
    }

    @Override
    public void close() {
        line.close();
    }
}
