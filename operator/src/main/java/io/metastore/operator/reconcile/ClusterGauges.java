package io.metastore.operator.reconcile;

import io.fabric8.kubernetes.api.model.Condition;
import io.metastore.operator.api.ClusterStatus;
import io.metastore.operator.api.LastBackup;
import io.metastore.operator.api.MetaStoreCluster;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Shows the status of each cluster as gauges. Nobody tells of a cluster that is gone: what was not
 * looked at for a while reads NaN, and its rows go with the next look at another.
 */
@ApplicationScoped
public class ClusterGauges {
    private static final String PREFIX = "metastore.operator.cluster.";

    /** Several times the pause between two looks at a cluster that is settled. */
    static final Duration SHOWN_MAX = Duration.ofMinutes(2);

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, MultiGauge> gauges = new TreeMap<>();
    private final Map<Tags, Shown> clusters = new LinkedHashMap<>();

    ClusterGauges(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    private record Shown(Instant at, Map<String, Double> values) {}

    synchronized void show(MetaStoreCluster cluster, ClusterStatus status) {
        Tags tags =
                Tags.of(
                        "namespace", cluster.getMetadata().getNamespace(),
                        "cluster", cluster.getMetadata().getName());
        clusters.put(tags, new Shown(clock.instant(), values(cluster, status)));
        clusters.values().removeIf(this::isOld);
        clusters.values().stream()
                .flatMap(shown -> shown.values().keySet().stream())
                .distinct()
                .forEach(this::register);
    }

    private boolean isOld(Shown shown) {
        return shown.at().plus(SHOWN_MAX).isBefore(clock.instant());
    }

    private static Map<String, Double> values(MetaStoreCluster cluster, ClusterStatus status) {
        Map<String, Double> values = new TreeMap<>();
        values.put("replicas.wanted", (double) cluster.getSpec().replicasOrDefault());
        values.put("members", status.members() == null ? 0.0 : status.members().size());
        values.put(
                "members.healthy",
                status.readyReplicas() == null ? 0.0 : status.readyReplicas().doubleValue());
        values.put("available", holds(status, Conditions.AVAILABLE));
        values.put("progressing", holds(status, Conditions.PROGRESSING));
        values.put("degraded", holds(status, Conditions.DEGRADED));
        Optional.ofNullable(status.lastBackup())
                .map(LastBackup::completedAt)
                .ifPresent(
                        time ->
                                values.put(
                                        "last.backup.timestamp.seconds",
                                        (double) Instant.parse(time).getEpochSecond()));
        return values;
    }

    private static double holds(ClusterStatus status, String type) {
        return Conditions.find(status.conditions(), type)
                .map(Condition::getStatus)
                .filter("True"::equals)
                .map(yes -> 1.0)
                .orElse(0.0);
    }

    private void register(String name) {
        gauges.computeIfAbsent(name, n -> MultiGauge.builder(PREFIX + n).register(registry))
                .register(
                        clusters.entrySet().stream()
                                .filter(shown -> shown.getValue().values().containsKey(name))
                                .map(
                                        shown ->
                                                Row.of(
                                                        shown.getKey(),
                                                        () -> value(shown.getValue(), name)))
                                .collect(Collectors.toList()),
                        true);
    }

    private double value(Shown shown, String name) {
        return isOld(shown) ? Double.NaN : shown.values().getOrDefault(name, Double.NaN);
    }
}
