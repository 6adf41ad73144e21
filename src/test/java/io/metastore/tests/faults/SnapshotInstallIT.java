package io.metastore.tests.faults;

import static io.metastore.tests.client.Requests.grant;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A member that was away for longer than the log reaches back gets a snapshot. More kills during
 * the transfer: {@code -De2e.rounds=N}; the same ones again: {@code -De2e.seed=S}.
 */
@OnCluster(
        members = 3,
        products = Product.METASTORE,
        storages = {Storage.MEMORY, Storage.MIXED})
final class SnapshotInstallIT {
    private static final int KILLS = Integer.getInteger("e2e.rounds", 3);
    private static final long SEED = Long.getLong("e2e.seed", System.nanoTime());
    private static final int WRITERS = 4;
    private static final int SNAPSHOT_ENTRIES = 50;
    private static final int TXNS_BEFORE = 40;

    /** The log ends half way between the last snapshot that is due and the next. */
    private static final int TXNS_WHILE_AWAY = 80;

    private static final int KILL_MILLIS_MAX = 400;
    private static final Duration PROGRESS_MAX = Duration.ofSeconds(20);
    private static final Duration INSTALL_MAX = Duration.ofSeconds(120);

    private final Launcher launcher;
    private final Random random = new Random(SEED);

    SnapshotInstallIT(Launcher launcher) {
        this.launcher = launcher;
    }

    /**
     * A cluster whose last follower is down and lacks more than the log still holds. The others
     * have written every snapshot that is due.
     */
    private Cluster withMemberAway(int victim) {
        Cluster cluster =
                launcher.start(
                        "--snapshot-count",
                        String.valueOf(SNAPSHOT_ENTRIES),
                        "--snapshot-catchup-entries",
                        "20");
        Filler filler = new Filler(random);
        filler.fill(cluster.client(), "before/", TXNS_BEFORE);
        cluster.client().lease().leaseGrant(grant(600));
        cluster.member(victim).kill();
        Client other = cluster.followers().get(0).client();
        filler.fill(other, "away/", TXNS_WHILE_AWAY);
        long due = other.status().getRaftIndex() - SNAPSHOT_ENTRIES;
        for (Member member : cluster.living()) {
            SnapshotFolder folder = new SnapshotFolder(member);
            Await.until(
                    "the last snapshot of " + member,
                    INSTALL_MAX,
                    () -> folder.newestIndex() > due && folder.count() == 1);
        }
        return cluster;
    }

    @Test
    void a_member_killed_half_way_through_a_snapshot_starts_over_and_ends_up_equal() {
        Cluster cluster = withMemberAway(2);
        Member away = cluster.member(2);
        SnapshotFolder folder = new SnapshotFolder(away);
        long before = folder.newestIndex();
        History history = new History();
        try (Load load = new Load(cluster.living(), history, WRITERS)) {
            load.awaitProgress(1, PROGRESS_MAX);
            for (int kill = 0; kill < KILLS; kill++) {
                // What the last attempt left behind does not count.
                Instant start = Instant.now();
                away.start();
                Await.until("a snapshot comes", INSTALL_MAX, () -> folder.isBeingInstalled(start));
                Await.pause(Duration.ofMillis(random.nextInt(KILL_MILLIS_MAX)));
                away.kill();
                load.awaitProgress(20, PROGRESS_MAX);
            }
            away.start();
            load.awaitProgress(20, PROGRESS_MAX);
            away.awaitReady();
        }
        // The others answered every request, whatever they were sending meanwhile.
        assertThat(history.unknownCount()).isZero();
        long last = SameState.assertSame(cluster);
        assertThat(folder.newestIndex()).as("it came by snapshot").isGreaterThan(before);
        Await.until("older snapshots are gone", INSTALL_MAX, () -> folder.count() == 1);

        cluster.members().forEach(Member::kill);
        cluster.start();
        assertThat(SameState.assertSame(cluster, last)).isEqualTo(last + 1);
    }

    @Test
    void a_damaged_snapshot_is_refused_by_name() {
        Cluster cluster = withMemberAway(1);
        Member away = cluster.member(1);
        List<Path> damaged =
                cluster.living().stream().map(m -> new SnapshotFolder(m).flipInLargest()).toList();
        away.start();
        assertThat(away.awaitExit(INSTALL_MAX)).as("exit code, flipped %s", damaged).isNotZero();
        String said = away.log().sinceMark();
        assertThat(said.toLowerCase(Locale.ROOT)).containsAnyOf("corrupt", "damaged");
        assertThat(damaged).anyMatch(file -> said.contains(file.getFileName().toString()));
        assertThat(said).contains(away.dataDir().toString());
        cluster.close();
    }
}
