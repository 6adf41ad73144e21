package io.metastore.apply;

import static io.metastore.apply.Requests.command;
import static io.metastore.apply.Requests.expire;
import static io.metastore.apply.Requests.grant;
import static io.metastore.apply.Requests.keepAlive;
import static io.metastore.apply.Requests.put;
import static io.metastore.apply.Requests.revoke;
import static io.metastore.apply.Requests.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.LeaseGrantResponse;
import io.metastore.api.etcdserverpb.LeaseKeepAliveResponse;
import io.metastore.api.etcdserverpb.LeaseRevokeResponse;
import io.metastore.engine.Keyspace;
import io.metastore.lease.LeaseStore;
import io.metastore.mvcc.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LeaseApplierTest {
    private final ApplyFixture fixture = new ApplyFixture();

    @Test
    void revoking_deletes_all_keys_in_one_revision_in_order() {
        fixture.apply(
                grant(7, 60),
                grant(8, 60),
                command(put("b", "1").setLease(7)),
                command(put("a", "1").setLease(7)),
                command(put("other", "1").setLease(8)));

        EntryResult result = fixture.apply(revoke(7));

        assertThat(result.changes()).extracting(Change::revision).containsExactly(5L, 5L);
        assertThat(result.changes())
                .extracting(change -> change.kv().getKey().toStringUtf8())
                .containsExactly("a", "b");
        assertThat(fixture.get("a")).isNull();
        assertThat(fixture.get("other")).isNotNull();
        assertThat(fixture.attached(7)).isEmpty();
        assertThat(fixture.refusal(revoke(7))).isEqualTo(EtcdError.LEASE_NOT_FOUND);
        assertThat(result.expiredLeases()).isZero();
    }

    @Test
    void revoking_a_lease_without_keys_uses_up_no_revision() {
        LeaseGrantResponse granted = fixture.answer(grant(-5, 60), LeaseGrantResponse.class);
        assertThat(granted.getID()).isEqualTo(-5);
        assertThat(granted.getTTL()).isEqualTo(60);

        LeaseRevokeResponse revoked = fixture.answer(revoke(-5), LeaseRevokeResponse.class);

        assertThat(revoked.getHeader().getRevision()).isEqualTo(1);
        assertThat(fixture.rows(Keyspace.LEASE)).isEmpty();
        assertThat(fixture.leases.isEmpty()).isTrue();
    }

    @Test
    void an_id_that_is_taken_is_refused_and_keeps_its_time() {
        fixture.applyAt(0, grant(7, 60));
        fixture.applyAt(10_000, tick());

        assertThat(fixture.refusal(grant(7, 600))).isEqualTo(EtcdError.LEASE_EXISTS);
        assertThat(LeaseStore.find(fixture.engine, 7).expiryMillis()).isEqualTo(60_000);
    }

    @Test
    void only_what_is_past_at_the_stamp_of_the_entry_expires() {
        fixture.applyAt(
                0,
                grant(1, 10),
                grant(2, 20),
                command(put("a", "1").setLease(1)),
                command(put("b", "1").setLease(2)));

        assertThat(fixture.applyAt(9_999, expire(1L, 2L)).expiredLeases()).isZero();
        EntryResult result = fixture.applyAt(10_000, expire(1L, 2L, 3L, 1L));

        assertThat(result.expiredLeases()).isEqualTo(1);
        assertThat(fixture.get("a")).isNull();
        assertThat(fixture.get("b")).isNotNull();
    }

    @Test
    void a_keepalive_earlier_in_the_log_saves_its_lease() {
        fixture.applyAt(0, grant(1, 10), command(put("a", "1").setLease(1)));
        fixture.applyAt(9_000, keepAlive(1));

        assertThat(fixture.applyAt(12_000, expire(1L)).expiredLeases()).isZero();
        assertThat(fixture.applyAt(19_000, keepAlive(1), expire(1L)).expiredLeases())
                .as("a keepalive in the same entry")
                .isZero();
        assertThat(fixture.applyAt(29_000, expire(1L), keepAlive(1)).expiredLeases()).isEqualTo(1);
        assertThat(fixture.get("a")).isNull();
    }

    @Test
    void a_stamp_of_the_past_expires_nothing_that_the_clock_had_not_reached() {
        fixture.applyAt(0, grant(1, 10));
        fixture.applyAt(5_000, tick());
        fixture.applyAt(1_000, keepAlive(1));

        assertThat(fixture.leases.clockMillis()).isEqualTo(5_000);
        assertThat(LeaseStore.find(fixture.engine, 1).expiryMillis()).isEqualTo(15_000);
    }

    @Test
    void a_keepalive_of_an_unknown_lease_is_answered_with_no_time() {
        LeaseKeepAliveResponse response =
                fixture.answer(keepAlive(9), LeaseKeepAliveResponse.class);

        assertThat(response.getID()).isEqualTo(9);
        assertThat(response.getTTL()).isZero();
    }

    @Test
    void leases_that_expire_together_have_a_revision_each() {
        fixture.applyAt(
                0,
                grant(1, 10),
                grant(2, 10),
                command(put("a", "1").setLease(1)),
                command(put("b", "1").setLease(2)));

        EntryResult result = fixture.applyAt(10_000, expire(1L, 2L));

        assertThat(result.changes()).extracting(Change::revision).containsExactly(4L, 5L);
        assertThat(result.expiredLeases()).isEqualTo(2);
    }

    @Test
    void an_entry_that_comes_again_has_no_effect_at_all() {
        fixture.apply(grant(7, 60));
        Entry entry =
                new Entry(42, 1, 3_000, List.of(command(put("a", "1").setLease(7)), revoke(7)));
        fixture.apply(entry);
        List<String> before = fixture.rows();

        EntryResult again = fixture.apply(entry);
        EntryResult laterStamp = fixture.apply(new Entry(42, 1, 9_000, entry.commands()));

        assertThat(again.outcomes()).isEmpty();
        assertThat(again.changes()).isEmpty();
        assertThat(laterStamp.outcomes()).isEmpty();
        assertThat(fixture.rows()).isEqualTo(before);
        assertThat(fixture.leases.clockMillis()).isEqualTo(3_000);
    }
}
