package io.metastore.apply;

import static io.metastore.apply.Requests.bytes;
import static io.metastore.apply.Requests.command;
import static io.metastore.apply.Requests.compact;
import static io.metastore.apply.Requests.delete;
import static io.metastore.apply.Requests.grant;
import static io.metastore.apply.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.CompactionResponse;
import io.metastore.api.etcdserverpb.DeleteRangeResponse;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.PutResponse;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.mvcc.Change;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class KvApplierTest {
    private final ApplyFixture fixture = new ApplyFixture();

    @BeforeEach
    void grantTwoLeases() {
        fixture.apply(grant(7, 60), grant(8, 60));
    }

    @Test
    void what_a_put_replaces_is_read_when_the_request_or_a_watcher_wants_it() {
        fixture.apply(command(put("k", "1")));

        Change unwatched = fixture.apply(command(put("k", "2"))).changes().get(0);
        Change asked = fixture.apply(command(put("k", "3").setPrevKv(true))).changes().get(0);
        fixture.prevKvWatched = true;
        Change watched = fixture.apply(command(put("k", "4"))).changes().get(0);

        assertThat(unwatched.prevKv()).isNull();
        assertThat(unwatched.prevKvUnread()).isTrue();
        assertThat(asked.prevKv()).isNotNull();
        assertThat(watched.prevKv()).isNotNull();
        assertThat(watched.prevKv().getValue().toStringUtf8()).isEqualTo("3");
        assertThat(watched.prevKvUnread()).isFalse();
    }

    @Test
    void a_put_moves_its_key_from_lease_to_lease() {
        fixture.apply(command(put("k", "1").setLease(7)));
        assertThat(fixture.attached(7)).containsExactly("k");

        fixture.apply(command(put("k", "2").setLease(8)));

        assertThat(fixture.attached(7)).isEmpty();
        assertThat(fixture.attached(8)).containsExactly("k");
        assertThat(fixture.get("k").getLease()).isEqualTo(8);
    }

    @Test
    void a_put_without_lease_detaches_its_key() {
        fixture.apply(command(put("k", "1").setLease(7)));
        fixture.apply(command(put("k", "2")));

        assertThat(fixture.attached(7)).isEmpty();
        assertThat(fixture.get("k").getLease()).isZero();
    }

    @Test
    void a_put_that_ignores_the_value_keeps_it_and_still_detaches() {
        fixture.apply(command(put("k", "1").setLease(7)));
        fixture.apply(command(put("k").setIgnoreValue(true)));

        assertThat(fixture.get("k").getValue()).isEqualTo(bytes("1"));
        assertThat(fixture.get("k").getLease()).isZero();
        assertThat(fixture.get("k").getVersion()).isEqualTo(2);
        assertThat(fixture.attached(7)).isEmpty();
    }

    @Test
    void a_put_that_ignores_the_lease_stays_attached() {
        fixture.apply(command(put("k", "1").setLease(7)));
        fixture.apply(command(put("k", "2").setIgnoreLease(true)));

        assertThat(fixture.get("k").getLease()).isEqualTo(7);
        assertThat(fixture.get("k").getValue()).isEqualTo(bytes("2"));
        assertThat(fixture.attached(7)).containsExactly("k");
    }

    @Test
    void ignoring_what_is_not_there_is_refused() {
        assertThat(fixture.refusal(command(put("k").setIgnoreValue(true))))
                .isEqualTo(EtcdError.KEY_NOT_FOUND);
        assertThat(fixture.refusal(command(put("k", "1").setIgnoreLease(true))))
                .isEqualTo(EtcdError.KEY_NOT_FOUND);
        assertThat(fixture.store.revision()).isEqualTo(1);
    }

    @Test
    void an_unknown_lease_is_refused_and_told_before_a_missing_key() {
        PutRequest.Builder unknownLease = put("k").setLease(9);

        assertThat(fixture.refusal(command(unknownLease))).isEqualTo(EtcdError.LEASE_NOT_FOUND);
        assertThat(fixture.refusal(command(unknownLease.setIgnoreValue(true))))
                .isEqualTo(EtcdError.LEASE_NOT_FOUND);
        assertThat(fixture.get("k")).isNull();
    }

    @Test
    void the_previous_record_is_answered_when_asked_for_and_there() {
        PutResponse first =
                fixture.answer(command(put("k", "1").setPrevKv(true)), PutResponse.class);
        assertThat(first.hasPrevKv()).isFalse();
        assertThat(first.getHeader().getRevision()).isEqualTo(2);
        assertThat(first.getHeader().getMemberId()).isEqualTo(ApplyFixture.MEMBER_ID);
        KeyValue before = fixture.get("k");

        PutResponse second =
                fixture.answer(command(put("k", "2").setPrevKv(true)), PutResponse.class);
        PutResponse third = fixture.answer(command(put("k", "3")), PutResponse.class);

        assertThat(second.getPrevKv()).isEqualTo(before);
        assertThat(third.hasPrevKv()).isFalse();
    }

    @Test
    void deleting_detaches_and_a_key_that_returns_is_new() {
        fixture.apply(
                command(put("a", "1").setLease(7)),
                command(put("b", "1").setLease(7)),
                command(put("c", "1").setLease(8)));

        DeleteRangeResponse response =
                fixture.answer(
                        command(delete("a", "c").setPrevKv(true)), DeleteRangeResponse.class);

        assertThat(response.getDeleted()).isEqualTo(2);
        assertThat(response.getPrevKvsList())
                .extracting(kv -> kv.getKey().toStringUtf8())
                .containsExactly("a", "b");
        assertThat(response.getHeader().getRevision()).isEqualTo(5);
        assertThat(fixture.attached(7)).isEmpty();
        assertThat(fixture.attached(8)).containsExactly("c");
        fixture.apply(command(put("a", "2")));
        assertThat(fixture.get("a").getVersion()).isEqualTo(1);
        assertThat(fixture.get("a").getCreateRevision()).isEqualTo(6);
    }

    @Test
    void deleting_nothing_uses_up_no_revision() {
        fixture.apply(command(put("k", "1")));
        EntryResult result = fixture.apply(command(delete("x", "z")), command(delete("b", "a")));

        assertThat(result.changes()).isEmpty();
        assertThat(fixture.store.revision()).isEqualTo(2);
    }

    @Test
    void commands_of_one_entry_have_a_revision_each_and_a_refused_one_has_none() {
        EntryResult result =
                fixture.apply(
                        command(put("a", "1")),
                        command(put("b", "1").setLease(9)),
                        command(put("c", "1")));

        assertThat(result.outcomes().get(1))
                .isEqualTo(new Outcome.Refused(EtcdError.LEASE_NOT_FOUND));
        assertThat(result.changes())
                .extracting(io.metastore.mvcc.Change::revision)
                .containsExactly(2L, 3L);
        assertThat(fixture.get("b")).isNull();
    }

    @Test
    void compaction_moves_the_compact_revision_once() {
        CompactionResponse zero = fixture.answer(compact(0), CompactionResponse.class);
        assertThat(zero.getHeader().getRevision()).isEqualTo(1);
        fixture.apply(command(put("k", "1")), command(put("k", "2")));

        EntryResult result = fixture.apply(compact(2));

        assertThat(result.compacted()).isTrue();
        assertThat(fixture.store.compactRevision()).isEqualTo(2);
        assertThat(fixture.refusal(compact(2))).isEqualTo(EtcdError.COMPACTED);
        assertThat(fixture.refusal(compact(4))).isEqualTo(EtcdError.FUTURE_REVISION);
        assertThat(fixture.apply(compact(1)).compacted()).isFalse();
    }
}
