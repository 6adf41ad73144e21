package io.metastore.tests.members;

import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Linearizable reads with a lease, and what a member that was away does to the leader. */
@OnCluster(members = 3, storages = Storage.MIXED, products = Product.METASTORE)
final class ReadModeIT {
    private static final Duration ELECTION_MAX = Duration.ofSeconds(15);
    private static final Duration ATTEMPT = Duration.ofSeconds(1);
    private static final Duration AWAY = Duration.ofSeconds(4);
    private static final int ROUNDS = 20;

    private final Cluster cluster;

    ReadModeIT(Launcher launcher) {
        this.cluster = launcher.start("--read-mode", "lease");
    }

    @Test
    void reads_by_lease_see_every_write_and_none_is_stale_after_a_sleep() {
        for (int i = 0; i < ROUNDS; i++) {
            String value = "v" + i;
            cluster.member(i % 3).client().kv().put(put("lease", value));
            assertThat(read(cluster.member((i + 1) % 3).client())).isEqualTo(value);
        }
        Member old = cluster.leader();
        Client other = cluster.followers().get(0).client();
        old.pause();
        try {
            Await.until(
                    "a write without it",
                    ELECTION_MAX,
                    () -> other.isWritten(ATTEMPT, "lease", "new"));
        } finally {
            old.resume();
        }
        Await.until("a read through the woken member", ELECTION_MAX, () -> isNew(old.client()));
    }

    @Test
    void a_follower_that_was_away_leaves_the_leader_in_peace() {
        Member leader = cluster.leader();
        long term = leader.client().status().getRaftTerm();
        Member follower = cluster.followers().get(0);
        follower.pause();
        Await.pause(AWAY);
        follower.resume();
        Await.pause(AWAY);

        assertThat(cluster.leader()).isSameAs(leader);
        assertThat(leader.client().status().getRaftTerm()).isEqualTo(term);
        assertThat(follower.client().status().getRaftTerm()).isEqualTo(term);
    }

    private static String read(Client client) {
        return client.kv().range(get("lease")).getKvs(0).getValue().toStringUtf8();
    }

    /** Whether there is an answer; it must know of the write then. */
    private static boolean isNew(Client client) {
        String value;
        try {
            value = read(client);
        } catch (StatusRuntimeException e) {
            return false;
        }
        assertThat(value).isEqualTo("new");
        return true;
    }
}
