package io.metastore.tests.robustness;

import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.junit.OnCluster;
import io.metastore.tests.robustness.nemesis.Cut;
import io.metastore.tests.robustness.nemesis.Kill;
import io.metastore.tests.robustness.nemesis.Replacement;
import io.metastore.tests.robustness.nemesis.Standstill;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Everything goes wrong for a while and then nothing more: no client was ever told anything that is
 * not so, and the cluster heals by itself. Longer: {@code -De2e.seconds=N}; the same choices again:
 * {@code -De2e.seed=S}.
 */
@Tag("faults")
@OnCluster(members = 3)
final class RobustnessIT {
    private final Launcher launcher;

    RobustnessIT(Launcher launcher) {
        this.launcher = launcher;
    }

    @Test
    void clients_are_told_nothing_but_the_truth_and_the_cluster_heals() {
        Cluster cluster = launcher.prepareInNetwork();
        cluster.start();
        new RandomRun(cluster)
                .execute(
                        launcher.logs().resolve("history"),
                        new Kill(),
                        new Standstill(),
                        new Cut(),
                        new Replacement(launcher));
        cluster.close();
    }
}
