package io.metastore.app.metrics;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.metastore.app.metrics.MemberFacts.Feature;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeMetricsTest {
    private static final String SAMPLES =
            """
            etcd_cluster_version{cluster_version="3.7"} 1
            etcd_debugging_lease_granted_total 2
            etcd_debugging_lease_renewed_total 3
            etcd_debugging_lease_revoked_total 4
            etcd_debugging_mvcc_compact_revision 1
            etcd_debugging_mvcc_current_revision 2
            etcd_debugging_mvcc_events_total 4
            etcd_debugging_mvcc_keys_total 5
            etcd_debugging_mvcc_pending_events_total 7
            etcd_debugging_mvcc_slow_watcher_total 13
            etcd_debugging_mvcc_total_put_size_in_bytes 8
            etcd_debugging_mvcc_watch_stream_total 15
            etcd_debugging_mvcc_watcher_total 16
            etcd_debugging_server_lease_expired_total 1
            etcd_mvcc_db_total_size_in_bytes 11
            etcd_mvcc_db_total_size_in_use_in_bytes 12
            etcd_mvcc_delete_total 3
            etcd_mvcc_put_total 9
            etcd_mvcc_range_total 10
            etcd_mvcc_txn_total 14
            etcd_server_feature_enabled{name="FastLeaseKeepAlive",stage="BETA"} 1
            etcd_server_feature_enabled{name="PriorityRequest",stage="ALPHA"} 0
            etcd_server_has_leader 1
            etcd_server_id{server_id="8b26477c9805f543"} 1
            etcd_server_is_leader 1
            etcd_server_is_learner 1
            etcd_server_leader_changes_seen_total 6
            etcd_server_proposals_applied_total 1
            etcd_server_proposals_committed_total 2
            etcd_server_proposals_failed_total 7
            etcd_server_proposals_pending 8
            etcd_server_read_indexes_failed_total 9
            etcd_server_slow_apply_total 10
            etcd_server_version{server_version="3.7.3"} 1
            metastore_state_native_memory_bytes 6
            """;

    private final Scrape scrape = new Scrape();

    @Test
    void figures_are_scraped_under_the_names_of_etcd() {
        NodeMetrics metrics =
                new NodeMetrics(
                        scrape.registry(),
                        new NodeMetrics.Sources(
                                new MemberFacts(
                                        0x8b26477c9805f543L,
                                        "3.7.3",
                                        "3.7",
                                        List.of(
                                                new Feature("FastLeaseKeepAlive", "BETA", true),
                                                new Feature("PriorityRequest", "ALPHA", false))),
                                figures(ConsensusFigures.class),
                                figures(StoreFigures.class),
                                figures(LeaseFigures.class)));
        // What is read must survive a collection; only the metrics themselves are held.
        System.gc();

        assertThat(metrics).isNotNull();
        assertThat(
                        scrape.samples().entrySet().stream()
                                .map(
                                        sample ->
                                                sample.getKey()
                                                        + " "
                                                        + sample.getValue().longValue())
                                .collect(joining("\n", "", "\n")))
                .isEqualTo(SAMPLES);
        assertThat(scrape.types())
                .containsEntry("etcd_server_has_leader", "gauge")
                .containsEntry("etcd_server_proposals_committed_total", "gauge")
                .containsEntry("etcd_server_leader_changes_seen_total", "counter")
                .containsEntry("etcd_mvcc_put_total", "counter")
                .containsEntry("etcd_debugging_mvcc_keys_total", "gauge");
    }

    @Test
    void durations_fall_into_the_classes_of_etcd() {
        NodeHistograms histograms = new NodeHistograms(scrape.registry());

        histograms.walFsync().accept(Duration.ofNanos(1_500_000).toNanos());
        histograms.request("Put", true).accept(150_000);
        histograms.request("Put", true).accept(Duration.ofMinutes(2).toNanos());

        assertThat(scrape.samples())
                .containsEntry("etcd_disk_wal_fsync_duration_seconds_bucket{le=\"0.001\"}", 0.0)
                .containsEntry("etcd_disk_wal_fsync_duration_seconds_bucket{le=\"0.002\"}", 1.0)
                .containsEntry("etcd_disk_wal_fsync_duration_seconds_bucket{le=\"8.192\"}", 1.0)
                .containsEntry("etcd_disk_wal_fsync_duration_seconds_count", 1.0)
                .containsEntry("etcd_disk_wal_fsync_duration_seconds_sum", 0.0015)
                .containsEntry("etcd_disk_backend_commit_duration_seconds_count", 0.0)
                .containsEntry(request("1.0E-4"), 0.0)
                .containsEntry(request("2.0E-4"), 1.0)
                .containsEntry(request("52.4288"), 1.0)
                .containsEntry(request("+Inf"), 2.0);
        assertThat(scrape.types())
                .containsEntry("etcd_disk_wal_fsync_duration_seconds", "histogram")
                .containsEntry("etcd_server_request_duration_seconds", "histogram");
        assertThat(
                        scrape.samples().keySet().stream()
                                .filter(name -> name.startsWith("etcd_disk_wal_fsync"))
                                .filter(name -> name.contains("_bucket")))
                .hasSize(15);
    }

    @Test
    void duration_without_its_unit_in_the_name_is_refused() {
        assertThatThrownBy(
                        () ->
                                new DurationHistogram(
                                        scrape.registry(),
                                        "etcd_x",
                                        "x",
                                        DurationHistogram.Buckets.MILLIS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void health_is_counted_from_the_first_check_on() {
        HealthMetrics health = new HealthMetrics(scrape.registry());
        assertThat(scrape.samples())
                .isEqualTo(
                        Map.of(
                                "etcd_server_health_success",
                                0.0,
                                "etcd_server_health_failures",
                                0.0));

        health.healthAsked(true);
        health.healthAsked(false);
        health.checked("readyz", "non_learner", true);
        health.checked("readyz", "non_learner", false);

        String labels = "name=\"non_learner\",";
        assertThat(scrape.samples())
                .isEqualTo(
                        Map.of(
                                "etcd_server_health_success",
                                1.0,
                                "etcd_server_health_failures",
                                1.0,
                                "etcd_server_healthcheck{" + labels + "type=\"readyz\"}",
                                0.0,
                                "etcd_server_healthchecks_total{"
                                        + labels
                                        + "status=\"success\",type=\"readyz\"}",
                                1.0,
                                "etcd_server_healthchecks_total{"
                                        + labels
                                        + "status=\"error\",type=\"readyz\"}",
                                1.0));
    }

    @Test
    void process_has_the_names_of_every_client_library(@TempDir Path directory) throws Exception {
        Path status = directory.resolve("status");
        Files.writeString(status, "Name:\tjava\nVmSize:\t   2048 kB\nVmRSS:\t    1024 kB\n");
        ProcessMetrics.register(scrape.registry(), new ProcessMemory(status));

        Map<String, Double> samples = scrape.samples();
        assertThat(samples)
                .containsEntry("process_resident_memory_bytes", 1048576.0)
                .containsEntry("process_virtual_memory_bytes", 2097152.0)
                .containsKeys("process_open_fds", "process_max_fds", "os_fd_used", "os_fd_limit")
                .containsKey("process_cpu_seconds_total");
        double start = ManagementFactory.getRuntimeMXBean().getStartTime() / 1000.0;
        assertThat(samples.get("process_start_time_seconds")).isCloseTo(start, within(1.0));
    }

    @Test
    void memory_is_no_number_where_the_system_does_not_tell(@TempDir Path directory) {
        assertThat(new ProcessMemory(directory.resolve("absent")).residentBytes()).isNaN();
    }

    private static String request(String bound) {
        return "etcd_server_request_duration_seconds_bucket{success=\"true\",type=\"Put\",le=\""
                + bound
                + "\"}";
    }

    /**
     * Answers with the place of the asked figure among all in alphabetical order, and with true.
     */
    private static <T> T figures(Class<T> type) {
        List<String> names = Stream.of(type.getMethods()).map(Method::getName).sorted().toList();
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                method.getReturnType() == boolean.class
                                        ? (Object) true
                                        : (Object) (1L + names.indexOf(method.getName()))));
    }
}
