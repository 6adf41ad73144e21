package io.metastore.tests.robustness;

import io.metastore.tests.client.Await;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.robustness.history.HistoryFolder;
import io.metastore.tests.robustness.load.LeaseHolders;
import io.metastore.tests.robustness.load.Members;
import io.metastore.tests.robustness.load.Watchers;
import io.metastore.tests.robustness.load.Workload;
import io.metastore.tests.robustness.nemesis.Fault;
import io.metastore.tests.robustness.nemesis.Nemesis;
import io.metastore.tests.robustness.nemesis.Upkeep;
import java.nio.file.Path;
import java.time.Duration;

/** Clients at work on a cluster while faults strike it, its healing, and the judgement. */
final class RandomRun {
    static final int SECONDS = Integer.getInteger("e2e.seconds", 60);
    static final long SEED = Long.getLong("e2e.seed", System.nanoTime());

    private static final int WORKERS = 6;
    private static final int WATCHERS = 4;
    private static final int LEASE_HOLDERS = 2;
    private static final Duration FAULT_REST_MAX = Duration.ofSeconds(3);
    private static final Duration UPKEEP_REST_MAX = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final Members members;

    /** The cluster must serve. */
    RandomRun(Cluster cluster) {
        this.cluster = cluster;
        this.members = new Members(cluster.members());
    }

    /** One after the other of these faults strikes; at the same time operators do their work. */
    void execute(Path directory, Fault... faults) {
        System.out.println(cluster + ": -De2e.seed=" + SEED + " -De2e.seconds=" + SECONDS);
        try (HistoryFolder history = new HistoryFolder(directory)) {
            Workload.Settings settings = new Workload.Settings(history, SEED);
            Ending ending = new Ending(members, settings);
            try (Watchers watchers =
                    new Watchers(members, settings, ending.first() + 1, WATCHERS)) {
                try (Workload workload = new Workload(members, settings, WORKERS);
                        LeaseHolders holders = new LeaseHolders(members, settings, holderCount())) {
                    disturb(watchers, faults);
                    ending.awaitHealing(workload);
                }
                ending.verify(watchers);
            }
        }
    }

    /** Real etcd was seen to end a lease early that it had renewed just before. */
    private int holderCount() {
        return cluster.setup().product() == Product.METASTORE ? LEASE_HOLDERS : 0;
    }

    private void disturb(Watchers watchers, Fault... faults) {
        Nemesis.Settings settings = new Nemesis.Settings(members, cluster.network(), SEED);
        Fault[] upkeep = {
            Upkeep.compaction(watchers), Upkeep.defragmentation(), Upkeep.leaderMove()
        };
        try (Nemesis hard = new Nemesis(settings, "faults", FAULT_REST_MAX, faults);
                Nemesis soft = new Nemesis(settings, "upkeep", UPKEEP_REST_MAX, upkeep)) {
            long until = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
            while (System.nanoTime() - until < 0 && !hard.hasFailed() && !soft.hasFailed()) {
                Await.pause(Duration.ofMillis(100));
            }
        }
    }
}
