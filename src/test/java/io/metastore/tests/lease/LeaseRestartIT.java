package io.metastore.tests.lease;

import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.grant;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.client.Requests.timeToLive;
import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * What is left of a lease survives restarts and changes of the leader. Real etcd starts every lease
 * anew then, so this is asked of MetaStore alone.
 */
@OnCluster(products = Product.METASTORE, storages = Storage.MIXED)
final class LeaseRestartIT {
    private static final long TTL_SECONDS = 30;
    private static final long PASSED_SECONDS = 3;
    private static final Duration MAX = Duration.ofSeconds(60);

    private final Launcher launcher;

    LeaseRestartIT(Launcher launcher) {
        this.launcher = launcher;
    }

    private static long timeLeft(Client client, long lease) {
        return client.lease().leaseTimeToLive(timeToLive(lease)).getTTL();
    }

    @Test
    void remaining_time_survives_the_end_of_all_members_and_of_the_leader() {
        Cluster cluster = launcher.start();
        long lease = cluster.client().lease().leaseGrant(grant(TTL_SECONDS)).getID();
        long brief = cluster.client().lease().leaseGrant(grant(2 * PASSED_SECONDS)).getID();
        cluster.client().kv().put(put("restart/long", "v", lease));
        cluster.client().kv().put(put("restart/brief", "v", brief));
        Await.until(
                "some time has passed",
                MAX,
                () -> timeLeft(cluster.client(), lease) < TTL_SECONDS - PASSED_SECONDS);
        long left = timeLeft(cluster.client(), lease);
        // The log carries the time; this entry says what time it is.
        cluster.client().kv().put(put("restart/now", "v"));
        cluster.members().forEach(Member::kill);
        cluster.start();
        assertThat(timeLeft(cluster.client(), lease)).isBetween(1L, left);

        if (cluster.members().size() > 1) {
            long before = timeLeft(cluster.client(), lease);
            Member leader = cluster.leader();
            Member other = cluster.followers().get(0);
            other.client().kv().put(put("restart/now", "w"));
            leader.kill();
            assertThat(cluster.leader()).isNotSameAs(leader);
            assertThat(timeLeft(other.client(), lease)).isBetween(1L, before);
            cluster.start();
        }
        Await.until(
                "the shorter lease ends",
                MAX,
                () -> cluster.client().kv().range(get("restart/brief")).getCount() == 0);
        assertThat(cluster.client().kv().range(get("restart/long")).getCount()).isEqualTo(1);
    }
}
