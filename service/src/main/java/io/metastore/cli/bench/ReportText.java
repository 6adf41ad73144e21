package io.metastore.cli.bench;

import io.metastore.cli.tool.JsonText;
import io.metastore.cli.tool.OutputOptions;
import io.metastore.cli.tool.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report for people. */
final class ReportText {
    private static final int BAR_MAX = 40;

    private ReportText() {}

    /** In the form that was asked for. */
    static String of(Report report, OutputOptions.Form form) {
        return switch (form) {
            case json -> JsonText.line(ReportJson.of(report));
            case table -> head(report) + "\n" + table(report) + notes(report);
            case simple -> simple(report);
        };
    }

    private static String simple(Report report) {
        var text = new StringBuilder(head(report)).append('\n');
        for (SeriesResult series : report.outcome().series()) {
            text.append('\n').append(figures(series)).append(bars(series));
        }
        String notes = notes(report);
        return text + (notes.isEmpty() ? "" : "\n" + notes);
    }

    private static String head(Report report) {
        Setting setting = report.setting();
        String rate =
                setting.rate() == 0
                        ? "as fast as possible"
                        : format("%,.1f requests/s wanted", setting.rate());
        return format(
                "%s: clients %,d, connections %,d, to %s, %s",
                setting.name(),
                setting.clients(),
                setting.connections(),
                String.join(",", setting.endpoints()),
                rate);
    }

    private static String figures(SeriesResult series) {
        var text =
                new StringBuilder(series.name())
                        .append(format("\n  succeeded     %,12d\n", series.succeeded()))
                        .append(format("  errors        %,12d\n", series.failed()))
                        .append(format("  seconds       %,12.2f\n", series.seconds()))
                        .append(format("  per second    %,12.1f\n", series.perSecond()));
        for (Statistic statistic : series.statistics()) {
            if (statistic.millis() != null) {
                text.append(format("  %-14s%,12.3f ms\n", statistic.label(), statistic.millis()));
            }
        }
        return text.toString();
    }

    private static String bars(SeriesResult series) {
        List<LatencyBins.Bin> bins = LatencyBins.of(series.latencies());
        long most = bins.stream().mapToLong(LatencyBins.Bin::count).max().orElse(1);
        var text = new StringBuilder();
        for (LatencyBins.Bin bin : bins) {
            long length = (bin.count() * BAR_MAX + most - 1) / most;
            text.append(
                    format(
                            "  up to %s ms %-" + BAR_MAX + "s %,d\n",
                            edge(bin.upToMillis()),
                            "#".repeat((int) length),
                            bin.count()));
        }
        return text.toString();
    }

    /** The ends of steps, without digits that say nothing, one below the other. */
    private static String edge(double millis) {
        return format("%,10.3f", millis);
    }

    private static String table(Report report) {
        var table =
                new TextTable(
                        "load",
                        "succeeded",
                        "errors",
                        "seconds",
                        "per second",
                        "mean ms",
                        "p50 ms",
                        "p95 ms",
                        "p99 ms",
                        "p99.9 ms",
                        "max ms");
        for (SeriesResult series : report.outcome().series()) {
            List<Object> cells = new ArrayList<>();
            cells.add(series.name());
            cells.add(series.succeeded());
            cells.add(series.failed());
            cells.add(format("%.2f", series.seconds()));
            cells.add(format("%.1f", series.perSecond()));
            for (Statistic statistic : series.statistics()) {
                Double millis = statistic.millis();
                cells.add(millis == null ? "-" : format("%.3f", millis));
            }
            table.row(cells.toArray());
        }
        return table.toString();
    }

    /** What must not be overlooked. */
    private static String notes(Report report) {
        Outcome outcome = report.outcome();
        List<String> notes = new ArrayList<>();
        for (SeriesResult series : outcome.series()) {
            for (FailureCount failure : series.failures()) {
                notes.add(
                        format(
                                "%s failed %,d times with %s, first: %s",
                                series.name(), failure.count(), failure.code(), failure.example()));
            }
        }
        if (outcome.notSent() > 0) {
            notes.add(
                    format(
                            "%,d requests were due and not sent: all clients waited for answers."
                                    + " The rate is more than the cluster, or so many clients,"
                                    + " can do.",
                            outcome.notSent()));
        }
        if (outcome.unanswered() > 0) {
            notes.add(format("%,d requests were not answered", outcome.unanswered()));
        }
        if (outcome.interrupted()) {
            notes.add("interrupted: this is what was measured until then");
        }
        return notes.isEmpty() ? "" : String.join("\n", notes) + "\n";
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
