package io.metastore.tests.faults;

import io.metastore.tests.client.Await;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL at random moments under load. More rounds: {@code -De2e.rounds=N}; the same ones again:
 * {@code -De2e.seed=S}.
 */
@OnCluster(storages = {Storage.MEMORY, Storage.MIXED})
final class DurabilityIT {
    private static final int ROUNDS = Integer.getInteger("e2e.rounds", 3);
    private static final long SEED = Long.getLong("e2e.seed", System.nanoTime());
    private static final int WRITERS = 8;
    private static final int ALIVE_MILLIS_MAX = 600;
    private static final Duration PROGRESS_MAX = Duration.ofSeconds(20);

    private final Launcher launcher;
    private final Random random = new Random(SEED);

    DurabilityIT(Launcher launcher) {
        this.launcher = launcher;
    }

    @Test
    void nothing_acknowledged_is_lost_and_nothing_happens_twice() {
        Cluster cluster = launcher.start();
        History history = new History();
        long firstRevision = cluster.client().revision() + 1;
        HistoryCheck check = new HistoryCheck(cluster, history, firstRevision);
        try (Observer observer = new Observer(cluster, Load.PREFIX, firstRevision)) {
            try (Load load = new Load(cluster, history, WRITERS)) {
                for (int round = 1; round <= ROUNDS; round++) {
                    load.awaitProgress(20, PROGRESS_MAX);
                    Await.pause(Duration.ofMillis(random.nextInt(ALIVE_MILLIS_MAX)));
                    List<Member> victims = victims(cluster);
                    System.out.println("seed " + SEED + " round " + round + ": SIGKILL " + victims);
                    victims.forEach(Member::kill);
                    if (victims.size() <= cluster.members().size() / 2) {
                        load.awaitProgress(20, PROGRESS_MAX);
                    }
                    cluster.start();
                }
                load.awaitProgress(20, PROGRESS_MAX);
            }
            check.verify(observer);
        }
        System.out.println("seed " + SEED + ": " + check.summary());
    }

    /** One member, the leader or, a hard day, all of them. */
    private List<Member> victims(Cluster cluster) {
        return switch (random.nextInt(4)) {
            case 0 -> cluster.members();
            case 1 -> List.of(cluster.member(random.nextInt(cluster.members().size())));
            default -> List.of(cluster.leader());
        };
    }
}
