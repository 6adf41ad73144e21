package io.metastore.tests.lease;

import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.grant;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.LeaseKeepAliveRequest;
import io.metastore.api.etcdserverpb.LeaseKeepAliveResponse;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.Stream;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The leader dies while leases run: none ends early, and none later than by the time without a
 * leader. Real etcd starts every lease anew then.
 */
@OnCluster(members = 3, products = Product.METASTORE, storages = Storage.MIXED)
final class LeaseFailoverIT {
    private static final long TTL_SECONDS = 6;
    private static final int RENEWALS = 20;
    private static final Duration RENEW_EVERY = Duration.ofMillis(500);
    private static final Duration ATTEMPT = Duration.ofMillis(400);
    private static final Duration ELECTION_MAX = Duration.ofSeconds(15);

    /** The leader looks for what has expired twice a second, and this machine is busy. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private final Cluster cluster;

    LeaseFailoverIT(Launcher launcher) {
        this.cluster = launcher.startOnce();
    }

    @AfterEach
    void restart() {
        cluster.start();
    }

    @Test
    void a_lease_ends_at_most_one_election_late_and_never_early() {
        Member leader = cluster.leader();
        Client client = cluster.followers().get(0).client();
        long called = System.nanoTime();
        long lease = client.lease().leaseGrant(grant(TTL_SECONDS)).getID();
        client.kv().put(put("failover/ends", "v", lease));
        long returned = System.nanoTime();
        leader.kill();
        long killed = System.nanoTime();
        Await.until(
                "a new leader",
                ELECTION_MAX,
                () -> client.isWritten(ATTEMPT, "failover/written", "v"));
        Duration leaderless = Duration.ofNanos(System.nanoTime() - killed);

        Duration ttl = Duration.ofSeconds(TTL_SECONDS);
        Duration longest = ttl.plus(leaderless).plus(SLACK);
        Await.until("the lease ends", longest.plus(ELECTION_MAX), () -> !isThere(client));
        long gone = System.nanoTime();
        assertThat(Duration.ofNanos(gone - called)).isGreaterThanOrEqualTo(ttl);
        assertThat(Duration.ofNanos(gone - returned))
                .as("without a leader for %s", leaderless)
                .isLessThan(longest);
    }

    @Test
    void a_lease_that_is_kept_alive_outlives_its_leader() {
        Member leader = cluster.leader();
        Client client = cluster.followers().get(0).client();
        long lease = client.lease().leaseGrant(grant(2)).getID();
        client.kv().put(put("failover/ends", "kept", lease));
        for (int i = 0; i < RENEWALS; i++) {
            if (i == RENEWALS / 4) {
                leader.kill();
            }
            Optional<LeaseKeepAliveResponse> answer = keepAlive(client, lease);
            answer.ifPresent(kept -> assertThat(kept.getTTL()).isEqualTo(2));
            Await.pause(RENEW_EVERY);
        }
        assertThat(keepAlive(client, lease)).isPresent();
        assertThat(isThere(client)).isTrue();
    }

    private static Optional<LeaseKeepAliveResponse> keepAlive(Client client, long lease) {
        try (Stream<LeaseKeepAliveRequest, LeaseKeepAliveResponse> stream = client.keepAlive()) {
            stream.send(LeaseKeepAliveRequest.newBuilder().setID(lease).build());
            return stream.next(ATTEMPT);
        }
    }

    private static boolean isThere(Client client) {
        return client.kv().range(get("failover/ends")).getCount() > 0;
    }
}
