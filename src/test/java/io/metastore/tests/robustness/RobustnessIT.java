package io.metastore.tests.robustness;

import io.metastore.tests.client.Await;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Network;
import io.metastore.tests.junit.OnCluster;
import io.metastore.tests.robustness.history.HistoryFolder;
import io.metastore.tests.robustness.load.LeaseHolders;
import io.metastore.tests.robustness.load.Members;
import io.metastore.tests.robustness.load.Watchers;
import io.metastore.tests.robustness.load.Workload;
import io.metastore.tests.robustness.nemesis.Cut;
import io.metastore.tests.robustness.nemesis.Kill;
import io.metastore.tests.robustness.nemesis.Nemesis;
import io.metastore.tests.robustness.nemesis.Standstill;
import io.metastore.tests.robustness.nemesis.Upkeep;
import java.time.Duration;
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
    private static final int SECONDS = Integer.getInteger("e2e.seconds", 60);
    private static final long SEED = Long.getLong("e2e.seed", System.nanoTime());
    private static final int WORKERS = 6;
    private static final int WATCHERS = 4;
    private static final int LEASE_HOLDERS = 2;
    private static final Duration FAULT_REST_MAX = Duration.ofSeconds(3);
    private static final Duration UPKEEP_REST_MAX = Duration.ofSeconds(2);

    private final Launcher launcher;

    RobustnessIT(Launcher launcher) {
        this.launcher = launcher;
    }

    @Test
    void clients_are_told_nothing_but_the_truth_and_the_cluster_heals() {
        System.out.println(launcher.setup() + ": -De2e.seed=" + SEED);
        Network network = new Network();
        Cluster cluster = launcher.prepareIn(network);
        cluster.start();
        Members members = new Members(cluster.members());
        try (HistoryFolder history = new HistoryFolder(launcher.logs().resolve("history"))) {
            Workload.Settings settings = new Workload.Settings(history, SEED);
            Ending ending = new Ending(cluster, members, settings);
            try (Watchers watchers =
                    new Watchers(members, settings, ending.first() + 1, WATCHERS)) {
                try (Workload workload = new Workload(members, settings, WORKERS);
                        LeaseHolders holders = new LeaseHolders(members, settings, LEASE_HOLDERS)) {
                    disturb(new Nemesis.Settings(members, network, SEED), watchers);
                    ending.awaitHealing(workload);
                }
                ending.verify(watchers);
            }
        }
    }

    private static void disturb(Nemesis.Settings settings, Watchers watchers) {
        try (Nemesis faults =
                        new Nemesis(
                                settings,
                                "faults",
                                FAULT_REST_MAX,
                                new Kill(),
                                new Standstill(),
                                new Cut());
                Nemesis upkeep =
                        new Nemesis(
                                settings,
                                "upkeep",
                                UPKEEP_REST_MAX,
                                Upkeep.compaction(watchers),
                                Upkeep.defragmentation(),
                                Upkeep.leaderMove())) {
            long until = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
            while (System.nanoTime() - until < 0 && !faults.hasFailed() && !upkeep.hasFailed()) {
                Await.pause(Duration.ofMillis(100));
            }
        }
    }
}
