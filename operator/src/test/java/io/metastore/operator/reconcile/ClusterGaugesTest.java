package io.metastore.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.metastore.operator.api.ClusterStatus;
import io.metastore.operator.api.LastBackup;
import io.metastore.operator.api.MetaStoreCluster;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is shown of clusters, and for how long. */
final class ClusterGaugesTest {
    private static final Instant START = Instant.parse("2026-11-21T20:15:42Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SteppedClock clock = new SteppedClock();
    private final ClusterGauges gauges = new ClusterGauges(registry, clock);

    private static final class SteppedClock extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private static MetaStoreCluster cluster(String name) {
        return Serialization.unmarshal(
                """
                apiVersion: metastore.io/v1alpha1
                kind: MetaStoreCluster
                metadata: {name: %s, namespace: team}
                spec: {replicas: 5}
                """
                        .formatted(name),
                MetaStoreCluster.class);
    }

    private static ClusterStatus status(int healthy, String degraded, @Nullable String backup) {
        Condition condition =
                new ConditionBuilder().withType("Degraded").withStatus(degraded).build();
        LastBackup last =
                backup == null
                        ? null
                        : new LastBackup("b", "claim", "file", "pvc://claim/file", backup);
        return new ClusterStatus(
                1L, healthy, healthy, null, null, null, null, null, last, null, List.of(condition));
    }

    private double value(String gauge, String cluster) {
        return registry.get("metastore.operator.cluster." + gauge)
                .tag("namespace", "team")
                .tag("cluster", cluster)
                .gauge()
                .value();
    }

    @Test
    void status_is_shown_by_cluster() {
        gauges.show(cluster("one"), status(3, "True", "1970-01-01T00:01:00Z"));
        gauges.show(cluster("two"), status(5, "False", null));
        gauges.show(cluster("one"), status(4, "True", "1970-01-01T00:01:00Z"));

        assertThat(value("members.healthy", "one")).isEqualTo(4);
        assertThat(value("members.healthy", "two")).isEqualTo(5);
        assertThat(value("replicas.wanted", "one")).isEqualTo(5);
        assertThat(value("degraded", "one")).isEqualTo(1);
        assertThat(value("degraded", "two")).isZero();
        assertThat(value("last.backup.timestamp.seconds", "one")).isEqualTo(60);
        assertThat(
                        registry.find("metastore.operator.cluster.last.backup.timestamp.seconds")
                                .gauges())
                .hasSize(1);
    }

    @Test
    void a_cluster_that_nobody_looks_at_any_more_is_not_shown_as_it_was() {
        gauges.show(cluster("one"), status(3, "False", null));
        clock.now = START.plus(ClusterGauges.SHOWN_MAX).plusSeconds(1);

        assertThat(value("members.healthy", "one")).isNaN();

        gauges.show(cluster("two"), status(5, "False", null));

        assertThat(registry.find("metastore.operator.cluster.members.healthy").gauges()).hasSize(1);
    }
}
