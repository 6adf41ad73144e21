package io.metastore.apply;

import static io.metastore.api.etcdserverpb.Compare.CompareResult.EQUAL;
import static io.metastore.api.etcdserverpb.Compare.CompareResult.GREATER;
import static io.metastore.api.etcdserverpb.Compare.CompareTarget.VERSION;
import static io.metastore.apply.Requests.bytes;
import static io.metastore.apply.Requests.command;
import static io.metastore.apply.Requests.compact;
import static io.metastore.apply.Requests.compare;
import static io.metastore.apply.Requests.delete;
import static io.metastore.apply.Requests.grant;
import static io.metastore.apply.Requests.op;
import static io.metastore.apply.Requests.put;
import static io.metastore.apply.Requests.range;
import static io.metastore.apply.Requests.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.api.etcdserverpb.TxnResponse;
import io.metastore.mvcc.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TxnApplierTest {
    private final ApplyFixture fixture = new ApplyFixture();

    @Test
    void conditions_of_nested_txns_see_the_state_before_the_txn() {
        TxnRequest.Builder nested =
                success(op(put("saw", "own write")))
                        .addCompare(compare("k", VERSION, GREATER))
                        .addFailure(op(put("saw", "state before")));

        TxnResponse response = txn(success(op(put("k", "1")), op(nested)));

        assertThat(response.getSucceeded()).isTrue();
        assertThat(response.getResponses(1).getResponseTxn().getSucceeded()).isFalse();
        assertThat(fixture.get("saw").getValue()).isEqualTo(bytes("state before"));
    }

    @Test
    void each_of_several_nested_txns_takes_its_own_branch() {
        fixture.apply(command(put("there", "1")));
        TxnRequest.Builder deep =
                success(op(put("deep", "yes")))
                        .addCompare(compare("there", VERSION, GREATER))
                        .addFailure(op(put("deep", "no")));
        TxnRequest.Builder first =
                success(op(put("first", "yes")))
                        .addCompare(compare("missing", VERSION, GREATER))
                        .addFailure(op(deep))
                        .addFailure(op(put("first", "no")));
        TxnRequest.Builder second =
                success(op(put("second", "yes")))
                        .addCompare(compare("there", VERSION, GREATER))
                        .addFailure(op(put("second", "no")));

        TxnResponse response = txn(success(op(first), op(put("own", "1")), op(second)));

        assertThat(value("deep")).isEqualTo("yes");
        assertThat(value("first")).isEqualTo("no");
        assertThat(value("second")).isEqualTo("yes");
        assertThat(response.getResponses(0).getResponseTxn().getResponses(0).getResponseTxn())
                .returns(true, TxnResponse::getSucceeded);
        assertThat(response.getResponses(2).getResponseTxn().getSucceeded()).isTrue();
    }

    @Test
    void reads_see_earlier_writes_of_the_txn() {
        fixture.apply(command(put("a", "old")), command(put("b", "old")));

        TxnResponse response =
                txn(
                        success(
                                op(range("a", "z")),
                                op(put("c", "new")),
                                op(delete("a", "")),
                                op(range("a", "z"))));

        assertThat(response.getResponses(0).getResponseRange().getKvsList())
                .extracting(kv -> kv.getKey().toStringUtf8())
                .containsExactly("a", "b");
        assertThat(response.getResponses(3).getResponseRange().getKvsList())
                .extracting(kv -> kv.getKey().toStringUtf8())
                .containsExactly("b", "c");
    }

    @Test
    void headers_inside_a_txn_carry_the_revision_alone_and_nested_ones_nothing() {
        fixture.apply(command(put("a", "1")));

        TxnResponse response =
                txn(
                        success(
                                op(range("a", "")),
                                op(put("b", "1")),
                                op(delete("x", "")),
                                op(success(op(put("c", "1")))),
                                op(range("a", ""))));

        assertThat(response.getHeader())
                .isEqualTo(
                        ResponseHeader.newBuilder()
                                .setMemberId(ApplyFixture.MEMBER_ID)
                                .setRevision(3)
                                .build());
        assertThat(response.getResponses(0).getResponseRange().getHeader()).isEqualTo(only(2));
        assertThat(response.getResponses(1).getResponsePut().getHeader()).isEqualTo(only(3));
        assertThat(response.getResponses(2).getResponseDeleteRange().getHeader())
                .isEqualTo(only(3));
        TxnResponse nested = response.getResponses(3).getResponseTxn();
        assertThat(nested.hasHeader()).isTrue();
        assertThat(nested.getHeader()).isEqualTo(ResponseHeader.getDefaultInstance());
        assertThat(nested.getResponses(0).getResponsePut().getHeader()).isEqualTo(only(3));
        assertThat(response.getResponses(4).getResponseRange().getHeader()).isEqualTo(only(3));
    }

    @Test
    void all_writes_share_a_revision_and_are_told_in_order() {
        fixture.apply(command(put("a", "1")));
        EntryResult result =
                fixture.apply(
                        command(
                                success(
                                        op(put("c", "1")),
                                        op(delete("a", "")),
                                        op(success(op(put("b", "1")))))));

        assertThat(result.changes()).extracting(Change::revision).containsExactly(3L, 3L, 3L);
        assertThat(result.changes())
                .extracting(change -> change.kv().getKey().toStringUtf8())
                .containsExactly("c", "a", "b");
        assertThat(fixture.store.revision()).isEqualTo(3);
    }

    @Test
    void a_txn_without_writes_uses_up_no_revision() {
        assertThat(txn(TxnRequest.newBuilder()).getSucceeded()).isTrue();
        TxnResponse response = txn(success(op(delete("x", "")), op(success(op(range("a", ""))))));

        assertThat(response.getHeader().getRevision()).isEqualTo(1);
        assertThat(response.getResponses(0).getResponseDeleteRange().getHeader().getRevision())
                .isEqualTo(1);
        assertThat(fixture.store.revision()).isEqualTo(1);
    }

    @Test
    void a_branch_that_cannot_be_carried_out_refuses_the_txn_as_a_whole() {
        fixture.apply(command(put("a", "1")), command(put("a", "2")), compact(3));
        List<String> before = stateRows();

        refused(EtcdError.LEASE_NOT_FOUND, op(put("b", "1").setLease(9)));
        refused(EtcdError.KEY_NOT_FOUND, op(put("b").setIgnoreValue(true)));
        refused(EtcdError.KEY_NOT_FOUND, op(put("b", "1").setIgnoreLease(true)));
        refused(EtcdError.FUTURE_REVISION, op(range("a", "").setRevision(4)));
        refused(EtcdError.COMPACTED, op(range("a", "").setRevision(2)));
        refused(EtcdError.COMPACTED, op(range("a", "").setRevision(-2)));

        assertThat(stateRows()).isEqualTo(before);
        txn(success(op(put("k", "1")), op(range("a", "").setRevision(3))));
    }

    @Test
    void a_branch_that_is_not_taken_is_not_checked() {
        TxnRequest.Builder txn =
                success(op(put("a", "1").setLease(9)), op(range("a", "").setRevision(99)))
                        .addCompare(compare("a", VERSION, GREATER))
                        .addFailure(op(put("a", "2")));

        assertThat(txn(txn).getSucceeded()).isFalse();
        assertThat(value("a")).isEqualTo("2");
    }

    @Test
    void what_a_put_ignores_must_be_there_before_the_txn() {
        TxnRequest.Builder txn =
                success(
                        op(success(op(put("k", "1")))),
                        op(success(op(put("k").setIgnoreValue(true)))));

        assertThat(fixture.refusal(command(txn))).isEqualTo(EtcdError.KEY_NOT_FOUND);
        assertThat(fixture.get("k")).isNull();
    }

    @Test
    void puts_and_deletes_inside_a_txn_attach_and_detach() {
        fixture.apply(grant(7, 60), command(put("old", "1").setLease(7)));

        txn(success(op(put("new", "1").setLease(7)), op(delete("old", ""))));

        assertThat(fixture.attached(7)).containsExactly("new");
    }

    @Test
    void every_condition_must_hold() {
        fixture.apply(command(put("a", "1")));
        TxnRequest.Builder txn =
                success(op(put("b", "1")))
                        .addCompare(compare("a", VERSION, EQUAL).setVersion(1))
                        .addCompare(compare("a", VERSION, EQUAL).setVersion(2));

        assertThat(txn(txn).getSucceeded()).isFalse();
        assertThat(fixture.get("b")).isNull();
    }

    private void refused(EtcdError error, RequestOp bad) {
        TxnRequest.Builder flat = success(op(put("k", "1")), bad, op(delete("a", "")));
        assertThat(fixture.refusal(command(flat))).isEqualTo(error);
        TxnRequest.Builder nested = success(op(put("k", "1")), op(success(bad)));
        assertThat(fixture.refusal(command(nested))).isEqualTo(error);
        assertThat(fixture.get("k")).isNull();
    }

    /** All rows but those that note which entries have been applied. */
    private List<String> stateRows() {
        return fixture.rows().stream().filter(row -> !row.startsWith("META")).toList();
    }

    private TxnResponse txn(TxnRequest.Builder txn) {
        return fixture.answer(command(txn), TxnResponse.class);
    }

    private String value(String key) {
        return fixture.get(key).getValue().toStringUtf8();
    }

    private static ResponseHeader only(long revision) {
        return ResponseHeader.newBuilder().setRevision(revision).build();
    }
}
