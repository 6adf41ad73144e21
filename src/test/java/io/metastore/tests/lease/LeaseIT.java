package io.metastore.tests.lease;

import static io.metastore.tests.client.Refusal.assertRefused;
import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.grant;
import static io.metastore.tests.client.Requests.prefix;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.client.Requests.revoke;
import static io.metastore.tests.client.Requests.timeToLive;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status.Code;
import io.metastore.api.etcdserverpb.LeaseGrantResponse;
import io.metastore.api.etcdserverpb.LeaseLeasesRequest;
import io.metastore.api.etcdserverpb.LeaseStatus;
import io.metastore.api.etcdserverpb.LeaseTimeToLiveResponse;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import org.junit.jupiter.api.Test;

/** Granting, asking and revoking. */
@OnCluster(storages = {Storage.MEMORY, Storage.MIXED})
final class LeaseIT {
    private static final long UNKNOWN = 4711;

    private final Client client;

    LeaseIT(Cluster cluster) {
        this.client = cluster.client();
    }

    private long granted(long ttlSeconds) {
        return client.lease().leaseGrant(grant(ttlSeconds)).getID();
    }

    @Test
    void time_to_live_and_keys_are_told() {
        long lease = granted(100);
        client.kv().put(put("lease/a/2", "v", lease));
        client.kv().put(put("lease/a/1", "v", lease));
        LeaseTimeToLiveResponse told = client.lease().leaseTimeToLive(timeToLive(lease));
        assertThat(told.getGrantedTTL()).isEqualTo(100);
        assertThat(told.getTTL()).isBetween(90L, 100L);
        assertThat(told.getKeysList())
                .extracting(ByteString::toStringUtf8)
                .containsExactlyInAnyOrder("lease/a/1", "lease/a/2");
        assertThat(client.kv().range(get("lease/a/1")).getKvs(0).getLease()).isEqualTo(lease);
        LeaseTimeToLiveResponse without =
                client.lease()
                        .leaseTimeToLive(timeToLive(lease).toBuilder().setKeys(false).build());
        assertThat(without.getKeysList()).isEmpty();
        client.lease().leaseRevoke(revoke(lease));
    }

    @Test
    void short_times_are_raised_to_the_minimum_and_ids_may_be_chosen() {
        LeaseGrantResponse shortest = client.lease().leaseGrant(grant(0));
        assertThat(shortest.getTTL()).isEqualTo(2);
        assertThat(shortest.getID()).isPositive();
        LeaseGrantResponse chosen =
                client.lease().leaseGrant(grant(60).toBuilder().setID(-77).build());
        assertThat(chosen.getID()).isEqualTo(-77);
        assertThat(client.lease().leaseLeases(LeaseLeasesRequest.getDefaultInstance()))
                .satisfies(
                        all ->
                                assertThat(all.getLeasesList())
                                        .extracting(LeaseStatus::getID)
                                        .contains(-77L));
        assertRefused(
                Code.FAILED_PRECONDITION,
                "etcdserver: lease already exists",
                () -> client.lease().leaseGrant(grant(60).toBuilder().setID(-77).build()));
        client.lease().leaseRevoke(revoke(-77));
    }

    @Test
    void revoking_deletes_all_keys_in_one_revision() {
        long lease = granted(100);
        client.kv().put(put("lease/b/1", "v", lease));
        long last = client.kv().put(put("lease/b/2", "v", lease)).getHeader().getRevision();
        client.lease().leaseRevoke(revoke(lease));
        assertThat(client.kv().range(prefix("lease/b/").build()).getCount()).isZero();
        assertThat(client.revision()).isEqualTo(last + 1);
        assertThat(client.lease().leaseTimeToLive(timeToLive(lease)).getTTL()).isEqualTo(-1);

        client.lease().leaseRevoke(revoke(granted(100)));
        assertThat(client.revision()).isEqualTo(last + 1);
    }

    @Test
    void a_put_moves_the_key_to_another_lease_or_to_none() {
        long one = granted(100);
        long two = granted(100);
        client.kv().put(put("lease/c/moved", "v", one));
        client.kv().put(put("lease/c/freed", "v", one));
        client.kv().put(put("lease/c/kept", "v", one));
        client.kv().put(put("lease/c/moved", "v", two));
        client.kv().put(put("lease/c/freed", "v"));
        client.kv().put(put("lease/c/kept", "w").toBuilder().setIgnoreLease(true).build());
        assertThat(client.lease().leaseTimeToLive(timeToLive(one)).getKeysList())
                .extracting(ByteString::toStringUtf8)
                .containsExactly("lease/c/kept");
        client.lease().leaseRevoke(revoke(one));
        assertThat(client.kv().range(prefix("lease/c/").build()).getCount()).isEqualTo(2);
        client.lease().leaseRevoke(revoke(two));
    }

    @Test
    void unknown_leases_and_too_long_times() {
        assertThat(client.lease().leaseTimeToLive(timeToLive(UNKNOWN)).getTTL()).isEqualTo(-1);
        assertRefused(
                Code.NOT_FOUND,
                "etcdserver: requested lease not found",
                () -> client.lease().leaseRevoke(revoke(UNKNOWN)));
        assertRefused(
                Code.OUT_OF_RANGE,
                "etcdserver: too large lease TTL",
                () -> client.lease().leaseGrant(grant(9_000_000_001L)));
    }
}
