package io.metastore.cli.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report for programs. The names of its fields stay as they are. */
final class ReportJson {
    private static final double THOUSAND = 1000;

    private ReportJson() {}

    static Map<String, @Nullable Object> of(Report report) {
        Setting setting = report.setting();
        Outcome outcome = report.outcome();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("command", setting.name());
        fields.put("endpoints", setting.endpoints());
        fields.put("clients", setting.clients());
        fields.put("connections", setting.connections());
        fields.put("wantedPerSecond", setting.rate());
        fields.put("notSent", outcome.notSent());
        fields.put("unanswered", outcome.unanswered());
        fields.put("interrupted", outcome.interrupted());
        fields.put("failure", outcome.failure());
        fields.put("series", outcome.series().stream().map(ReportJson::series).toList());
        return fields;
    }

    private static Map<String, @Nullable Object> series(SeriesResult series) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", series.name());
        fields.put("succeeded", series.succeeded());
        fields.put("failed", series.failed());
        fields.put("failures", series.failures().stream().map(ReportJson::failure).toList());
        fields.put("seconds", rounded(series.seconds()));
        fields.put("perSecond", rounded(series.perSecond()));
        for (Statistic statistic : series.statistics()) {
            Double millis = statistic.millis();
            fields.put(statistic.field(), millis == null ? null : rounded(millis));
        }
        List<LatencyBins.Bin> bins = LatencyBins.of(series.latencies());
        fields.put("histogram", bins.stream().map(ReportJson::bin).toList());
        return fields;
    }

    private static Map<String, Object> failure(FailureCount failure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("code", failure.code());
        fields.put("count", failure.count());
        fields.put("example", failure.example());
        return fields;
    }

    private static Map<String, Object> bin(LatencyBins.Bin bin) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("upToMillis", bin.upToMillis());
        fields.put("count", bin.count());
        return fields;
    }

    /** To the microsecond, below which nothing is measured. */
    private static double rounded(double number) {
        return Math.round(number * THOUSAND) / THOUSAND;
    }
}
