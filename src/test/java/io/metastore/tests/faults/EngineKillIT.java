package io.metastore.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.tests.client.Await;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL while RocksDB flushes, compacts, is defragmented and gives snapshots to the log. More
 * rounds: {@code -De2e.rounds=N}; the same ones again: {@code -De2e.seed=S}.
 */
@OnCluster(products = Product.METASTORE, storages = Storage.MIXED)
final class EngineKillIT {
    private static final int ROUNDS = Integer.getInteger("e2e.rounds", 3);
    private static final long SEED = Long.getLong("e2e.seed", System.nanoTime());
    private static final int WRITERS = 4;
    private static final int ALIVE_MILLIS_MAX = 2_000;
    private static final Duration PROGRESS_MAX = Duration.ofSeconds(30);

    private final Launcher launcher;
    private final Random random = new Random(SEED);

    EngineKillIT(Launcher launcher) {
        this.launcher = launcher;
    }

    @Test
    void nothing_acknowledged_is_lost_and_all_members_end_up_equal() {
        Cluster cluster =
                launcher.start("--snapshot-count", "100", "--snapshot-catchup-entries", "50");
        History history = new History();
        long firstRevision = cluster.client().revision() + 1;
        HistoryCheck check = new HistoryCheck(cluster, history, firstRevision);
        try (Observer observer = new Observer(cluster, Load.PREFIX, firstRevision)) {
            try (Load load = new Load(cluster, history, WRITERS);
                    Churn churn = new Churn(cluster, new Random(SEED))) {
                for (int round = 1; round <= ROUNDS; round++) {
                    int churned = churn.rounds();
                    Await.until("churn", PROGRESS_MAX, () -> churn.rounds() > churned);
                    Await.pause(Duration.ofMillis(random.nextInt(ALIVE_MILLIS_MAX)));
                    List<Member> victims =
                            random.nextBoolean()
                                    ? cluster.members()
                                    : List.of(
                                            cluster.member(
                                                    random.nextInt(cluster.members().size())));
                    System.out.println("seed " + SEED + " round " + round + ": SIGKILL " + victims);
                    victims.forEach(Member::kill);
                    cluster.start();
                    load.awaitProgress(20, PROGRESS_MAX);
                }
                assertThat(churn.rounds()).isGreaterThanOrEqualTo(ROUNDS);
            }
            check.verifyAmongOthers(observer);
        }
        SameState.assertSame(cluster);
        System.out.println("seed " + SEED + ": " + check.summary());
    }
}
