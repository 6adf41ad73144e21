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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The leader of three is killed under load. With real etcd selected too, its times stand next to
 * those of MetaStore in the output; only MetaStore is held to the limits, for etcd's elections may
 * need a second attempt. More rounds: {@code -De2e.rounds=20}.
 */
@OnCluster(
        members = 3,
        storages = {Storage.MEMORY, Storage.MIXED})
final class FailoverIT {
    private static final int KILLS = Integer.getInteger("e2e.rounds", 2);
    private static final int WRITERS = 4;
    private static final Duration GAP_MAX = Duration.ofSeconds(3);
    private static final Duration MEDIAN_MAX = Duration.ofSeconds(2);

    /** The median of fewer says nothing. */
    private static final int KILLS_FOR_MEDIAN = 10;

    private static final Duration PROGRESS_MAX = Duration.ofSeconds(20);
    private static final Duration ATTEMPT = Duration.ofMillis(200);

    private final Launcher launcher;

    FailoverIT(Launcher launcher) {
        this.launcher = launcher;
    }

    @Test
    void writes_go_on_soon_after_the_leader_was_killed() {
        Cluster cluster = launcher.start();
        List<Long> gapsMillis = new ArrayList<>();
        try (Load load = new Load(cluster, new History(), WRITERS)) {
            for (int kill = 0; kill < KILLS; kill++) {
                load.awaitProgress(50, PROGRESS_MAX);
                Member leader = cluster.leader();
                List<Member> rest = cluster.followers();
                leader.kill();
                gapsMillis.add(untilWritten(rest).toMillis());
                cluster.start();
            }
        }
        long median = gapsMillis.stream().sorted().toList().get(KILLS / 2);
        System.out.printf(
                "failover of %s: median %d ms of %d rounds, each in ms: %s%n",
                cluster, median, KILLS, gapsMillis);
        if (launcher.setup().product() == Product.METASTORE) {
            assertThat(gapsMillis).allMatch(gap -> gap < GAP_MAX.toMillis());
            if (KILLS >= KILLS_FOR_MEDIAN) {
                assertThat(median).isLessThan(MEDIAN_MAX.toMillis());
            }
        }
    }

    /** From now until the first write is acknowledged that was sent after now. */
    private static Duration untilWritten(List<Member> members) {
        long start = System.nanoTime();
        int[] attempt = {0};
        Await.until(
                "a write after the kill",
                PROGRESS_MAX,
                () ->
                        members.get(attempt[0]++ % members.size())
                                .client()
                                .isWritten(ATTEMPT, "failover", "v"));
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
