package io.metastore.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.cli.tool.OutputOptions.Form;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final long MICRO = 1_000;

    private static SeriesResult series(FailureCount... failures) {
        var latencies = new Histogram(Series.LATENCY_NANOS_MAX, 3);
        latencies.recordValueWithCount(800 * MICRO, 90);
        latencies.recordValueWithCount(9_000 * MICRO, 9);
        latencies.recordValue(90_000 * MICRO);
        return new SeriesResult("put", 500_000 * MICRO, latencies, List.of(failures));
    }

    private static Report report(double rate, long notSent, SeriesResult... series) {
        var setting = new Setting("put", List.of("http://127.0.0.1:2379"), 100, 10, rate);
        return new Report(setting, new Outcome(List.of(series), notSent, 0, false, null));
    }

    @Test
    void the_text_has_the_figures_and_the_steps_from_the_fastest_to_the_slowest() {
        assertThat(ReportText.of(report(0, 0, series()), Form.simple))
                .isEqualTo(
                        """
                        put: clients 100, connections 10, to http://127.0.0.1:2379, as fast as possible

                        put
                          succeeded              100
                          errors                   0
                          seconds               0.50
                          per second           200.0
                          mean                 2.430 ms
                          P50                  0.800 ms
                          P95                  9.003 ms
                          P99                  9.003 ms
                          P99.9               90.046 ms
                          max                 90.046 ms
                          up to      1.000 ms ######################################## 90
                          up to      2.000 ms                                          0
                          up to      5.000 ms                                          0
                          up to     10.000 ms ####                                     9
                          up to     20.000 ms                                          0
                          up to     50.000 ms                                          0
                          up to    100.000 ms #                                        1
                        """);
    }

    @Test
    void errors_and_requests_that_were_not_sent_are_said_in_every_form_for_people() {
        var failure = new FailureCount("UNAVAILABLE", 1234, "etcdserver: no leader");
        Report report = report(2000, 77, series(failure));
        String notes =
                """
                put failed 1,234 times with UNAVAILABLE, first: etcdserver: no leader
                77 requests were due and not sent: all clients waited for answers. \
                The rate is more than the cluster, or so many clients, can do.
                """;
        assertThat(ReportText.of(report, Form.simple))
                .contains("2,000.0 requests/s wanted\n", "  errors               1,234\n")
                .endsWith("\n\n" + notes);
        assertThat(ReportText.of(report, Form.table)).contains("│ 1234 ").endsWith("┘\n" + notes);
    }

    @Test
    void an_interruption_and_requests_without_answers_are_said() {
        var setting = new Setting("put", List.of("http://127.0.0.1:2379"), 1, 1, 0);
        var outcome = new Outcome(List.of(series()), 0, 3, true, null);
        assertThat(ReportText.of(new Report(setting, outcome), Form.simple))
                .endsWith(
                        """

                        3 requests were not answered
                        interrupted: this is what was measured until then
                        """);
    }

    @Test
    void the_table_has_a_row_for_each_kind_of_request() {
        String table = ReportText.of(report(0, 0, series(), series()), Form.table);
        assertThat(table.lines().filter(line -> line.startsWith("│ put "))).hasSize(2);
        assertThat(table).contains("│ P99.9 MS │", "│ 90.046   │");
    }

    @Test
    void programs_get_one_object_with_stable_names() {
        var failure = new FailureCount("UNAVAILABLE", 1, "etcdserver: no leader");
        assertThat(ReportText.of(report(0, 0, series(failure)), Form.json))
                .isEqualTo(
                        """
                        {"command":"put","endpoints":["http://127.0.0.1:2379"],"clients":100,\
                        "connections":10,"wantedPerSecond":0.0,"notSent":0,"unanswered":0,\
                        "interrupted":false,"failure":null,"series":[{"name":"put",\
                        "succeeded":100,"failed":1,"failures":[{"code":"UNAVAILABLE","count":1,\
                        "example":"etcdserver: no leader"}],"seconds":0.5,"perSecond":200.0,\
                        "meanMillis":2.43,"p50Millis":0.8,"p95Millis":9.003,"p99Millis":9.003,\
                        "p999Millis":90.046,"maxMillis":90.046,"histogram":[\
                        {"upToMillis":1.0,"count":90},{"upToMillis":2.0,"count":0},\
                        {"upToMillis":5.0,"count":0},{"upToMillis":10.0,"count":9},\
                        {"upToMillis":20.0,"count":0},{"upToMillis":50.0,"count":0},\
                        {"upToMillis":100.0,"count":1}]}]}
                        """);
    }

    @Test
    void a_run_without_any_success_has_no_latencies() {
        var nothing =
                new SeriesResult("put", 0, new Histogram(Series.LATENCY_NANOS_MAX, 3), List.of());
        Report report = report(0, 0, nothing);
        assertThat(report.hasSuccess()).isFalse();
        assertThat(ReportText.of(report, Form.simple))
                .contains("  per second             0.0\n")
                .doesNotContain("P50");
        assertThat(ReportText.of(report, Form.table)).contains("│ -      │");
        assertThat(ReportText.of(report, Form.json))
                .contains("\"maxMillis\":null", "\"histogram\":[]");
    }
}
