package io.metastore.tests.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metastore.tests.client.Await;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Load of every kind, in small amounts. */
@OnCluster(members = 3, storages = Storage.MEMORY)
final class BenchIT {
    private static final Duration FIRST_SECOND_MAX = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final Path directory;

    BenchIT(Cluster cluster, Launcher launcher) {
        this.cluster = cluster;
        this.directory = launcher.newDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "put --value-size 1000 --sequential, put 60",
        "put --warm-up 300ms --rate 300, put 60",
        "range --key-space 50, range 60",
        "range --key-space 50 --range-keys 10 --limit 5 --serializable, range 60",
        "txn --ops 3, txn 60",
        "watch --watchers 10 --watched-keys 4 --streams 2, put 60 event 150",
        "watch-latency --watchers 5 --rate 200, put 60 event 300",
        "lease-keepalive, lease-keepalive 60",
        "lock --locks 2, lock 60 unlock 60",
    })
    void each_kind_of_load_does_what_it_was_asked_for(String load, String series) {
        JsonNode report = bench(load + " --target all --clients 6 --total 60");
        assertThat(series(report)).isEqualTo(series);
        assertThat(report.get("endpoints")).hasSize(3);
        for (JsonNode each : report.get("series")) {
            assertThat(each.get("failures")).isEmpty();
            double millis = each.get("p50Millis").asDouble();
            assertThat(millis).isPositive();
            assertThat(each.get("maxMillis").asDouble()).isGreaterThanOrEqualTo(millis);
            assertThat(each.get("perSecond").asDouble()).isPositive();
        }
    }

    @Test
    void mixed_load_reads_and_writes_as_often_as_it_was_asked_to() {
        JsonNode report = bench("mixed --reads 70 --key-space 50 --clients 4 --total 200");
        List<Long> counts = new ArrayList<>();
        report.get("series").forEach(each -> counts.add(each.get("succeeded").asLong()));
        assertThat(counts.get(0) + counts.get(1)).isEqualTo(200);
        assertThat(counts.get(0)).isBetween(100L, 180L);
    }

    @Test
    void the_load_goes_to_the_leader_or_to_the_others() {
        Member leader = cluster.leader();
        assertThat(endpoints(bench("put --target leader --total 5")))
                .containsExactly(leader.clientUrl());
        assertThat(endpoints(bench("put --target followers --total 5")))
                .hasSize(2)
                .doesNotContain(leader.clientUrl());
    }

    @Test
    void a_run_that_is_ended_early_tells_what_it_measured() {
        String[] command = command("put --duration 5m --rate 50 --progress");
        try (RunningTool tool = RunningTool.start(directory, command)) {
            Await.until("progress", FIRST_SECOND_MAX, () -> tool.err().contains("done"));
            tool.terminate();
            JsonNode report = json(tool.awaitEnd().out());
            assertThat(report.get("interrupted").asBoolean()).isTrue();
            assertThat(report.get("series").get(0).get("succeeded").asLong()).isPositive();
        }
    }

    private JsonNode bench(String load) {
        return json(Tool.succeed(directory, command(load)).out());
    }

    /** Asks the first member, and keeps to itself. */
    private String[] command(String load) {
        String prefix = load.startsWith("lease-") ? "" : " --prefix bench-it/";
        String whole =
                "bench %s%s -w json --endpoints %s"
                        .formatted(load, prefix, cluster.member(0).clientUrl());
        return Stream.of(whole.split(" ", -1)).toArray(String[]::new);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    private static String series(JsonNode report) {
        List<String> counts = new ArrayList<>();
        for (JsonNode each : report.get("series")) {
            counts.add(each.get("name").asText() + " " + each.get("succeeded").asLong());
        }
        return counts.stream().collect(Collectors.joining(" "));
    }

    private static List<String> endpoints(JsonNode report) {
        List<String> endpoints = new ArrayList<>();
        report.get("endpoints").forEach(each -> endpoints.add(each.asText()));
        return endpoints;
    }
}
