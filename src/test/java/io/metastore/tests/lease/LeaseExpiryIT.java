package io.metastore.tests.lease;

import static io.metastore.tests.client.Requests.grant;
import static io.metastore.tests.client.Requests.prefix;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.client.Requests.revoke;
import static io.metastore.tests.client.Requests.timeToLive;
import static io.metastore.tests.client.Requests.watchPrefix;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.LeaseKeepAliveRequest;
import io.metastore.api.etcdserverpb.LeaseKeepAliveResponse;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.api.mvccpb.Event.EventType;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.Stream;
import io.metastore.tests.client.WatchStream;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Time: leases end neither early nor much too late, and live on as long as they are kept. */
@OnCluster(storages = {Storage.MEMORY, Storage.MIXED})
final class LeaseExpiryIT {
    private static final long TTL_SECONDS = 2;
    private static final Duration LATE_MAX = Duration.ofSeconds(5);

    private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofMillis(300);

    private final Cluster cluster;
    private final Client client;

    LeaseExpiryIT(Cluster cluster) {
        this.cluster = cluster;
        this.client = cluster.client();
    }

    @Test
    void keys_go_together_when_time_is_up_and_not_before() {
        try (WatchStream watch = client.watch()) {
            watch.create(watchPrefix("expiry/a/").build());
            long before = System.nanoTime();
            long lease = client.lease().leaseGrant(grant(TTL_SECONDS)).getID();
            client.kv().put(put("expiry/a/2", "v", lease));
            client.kv().put(put("expiry/a/1", "v", lease));
            watch.events(2);
            WatchResponse expired = watch.next();
            Duration lived = Duration.ofNanos(System.nanoTime() - before);
            assertThat(lived)
                    .isBetween(
                            Duration.ofSeconds(TTL_SECONDS),
                            Duration.ofSeconds(TTL_SECONDS).plus(LATE_MAX));
            assertThat(expired.getEventsList())
                    .extracting(event -> event.getKv().getKey().toStringUtf8())
                    .containsExactly("expiry/a/1", "expiry/a/2");
            assertThat(expired.getEventsList())
                    .allMatch(event -> event.getType() == EventType.DELETE);
            assertThat(expired.getEvents(0).getKv().getModRevision())
                    .isEqualTo(expired.getEvents(1).getKv().getModRevision());
            assertThat(client.lease().leaseTimeToLive(timeToLive(lease)).getTTL()).isEqualTo(-1);
        }
    }

    @Test
    void keep_alives_through_every_member_hold_a_lease() {
        long lease = client.lease().leaseGrant(grant(TTL_SECONDS)).getID();
        client.kv().put(put("expiry/b/1", "v", lease));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2 * TTL_SECONDS + 1);
        for (int i = 0; System.nanoTime() < end; i++) {
            Member member = cluster.member(i % cluster.members().size());
            assertThat(keptAlive(member.client(), lease)).isEqualTo(TTL_SECONDS);
            assertThat(client.kv().range(prefix("expiry/b/").build()).getCount()).isEqualTo(1);
            Await.pause(KEEP_ALIVE_INTERVAL);
        }
        client.lease().leaseRevoke(revoke(lease));
    }

    private static long keptAlive(Client through, long lease) {
        try (Stream<LeaseKeepAliveRequest, LeaseKeepAliveResponse> stream = through.keepAlive()) {
            stream.send(LeaseKeepAliveRequest.newBuilder().setID(lease).build());
            return stream.next().getTTL();
        }
    }

    @Test
    void answers_come_in_order_and_an_unknown_lease_has_no_time_left() {
        long lease = client.lease().leaseGrant(grant(100)).getID();
        try (Stream<LeaseKeepAliveRequest, LeaseKeepAliveResponse> stream = client.keepAlive()) {
            stream.send(LeaseKeepAliveRequest.newBuilder().setID(4711).build());
            stream.send(LeaseKeepAliveRequest.newBuilder().setID(lease).build());
            LeaseKeepAliveResponse unknown = stream.next();
            assertThat(unknown.getID()).isEqualTo(4711);
            assertThat(unknown.getTTL()).isZero();
            LeaseKeepAliveResponse known = stream.next();
            assertThat(known.getID()).isEqualTo(lease);
            assertThat(known.getTTL()).isEqualTo(100);
        }
    }
}
