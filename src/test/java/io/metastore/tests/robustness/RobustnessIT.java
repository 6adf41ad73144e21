package io.metastore.tests.robustness;

import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Network;
import io.metastore.tests.cluster.SmallDisk;
import io.metastore.tests.junit.OnCluster;
import io.metastore.tests.robustness.nemesis.Cut;
import io.metastore.tests.robustness.nemesis.FullDisk;
import io.metastore.tests.robustness.nemesis.Kill;
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
    private static final int DISK_MEGABYTES = 256;

    private final Launcher launcher;
    private final Network network = new Network();

    RobustnessIT(Launcher launcher) {
        this.launcher = launcher;
    }

    @Test
    void clients_are_told_nothing_but_the_truth_and_the_cluster_heals() {
        Cluster cluster = launcher.prepareIn(network);
        cluster.start();
        new RandomRun(cluster, network)
                .execute(
                        launcher.logs().resolve("history"),
                        new Kill(),
                        new Standstill(),
                        new Cut());
        cluster.close();
    }

    @Test
    @Tag("small-disk")
    void the_same_while_the_disk_of_a_member_is_full_now_and_then() {
        try (SmallDisk disk = new SmallDisk(launcher.newDirectory(), DISK_MEGABYTES)) {
            Cluster cluster = launcher.prepareIn(network, disk);
            cluster.start();
            new RandomRun(cluster, network)
                    .execute(
                            launcher.logs().resolve("history-full-disk"),
                            new FullDisk(disk, cluster.member(0)),
                            new FullDisk(disk, cluster.member(0)),
                            new Kill(),
                            new Standstill(),
                            new Cut());
            cluster.close();
        }
    }
}
