package io.metastore.tests.robustness;

import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.SmallDisk;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import io.metastore.tests.robustness.nemesis.Cut;
import io.metastore.tests.robustness.nemesis.Fault;
import io.metastore.tests.robustness.nemesis.FullDisk;
import io.metastore.tests.robustness.nemesis.Kill;
import io.metastore.tests.robustness.nemesis.Standstill;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same as {@link RobustnessIT}, and the disk of one member is full now and then. */
@Tag("faults")
@Tag("small-disk")
@OnCluster(members = 3, storages = Storage.MIXED)
final class RobustnessOnSmallDiskIT {
    private static final int DISK_MEGABYTES = 256;

    private final Launcher launcher;

    RobustnessOnSmallDiskIT(Launcher launcher) {
        this.launcher = launcher;
    }

    @Test
    void clients_are_told_nothing_but_the_truth_and_the_cluster_heals() {
        try (SmallDisk disk = new SmallDisk(launcher.newDirectory(), DISK_MEGABYTES)) {
            Cluster cluster = launcher.prepareInNetwork(disk);
            cluster.start();
            Fault full = new FullDisk(disk, cluster.member(0));
            new RandomRun(cluster)
                    .execute(
                            launcher.logs().resolve("history"),
                            full,
                            full,
                            new Kill(),
                            new Standstill(),
                            new Cut());
            cluster.close();
        }
    }
}
