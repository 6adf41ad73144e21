package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.Compare;
import io.metastore.api.etcdserverpb.DeleteRangeRequest;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.TxnRequest;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TxnChecksTest {
    private static final int OPS_MAX = 4;

    @Test
    void a_key_is_put_at_most_once_per_branch() {
        refused(EtcdError.DUPLICATE_KEY, success(put("a"), put("a")));
        refused(EtcdError.DUPLICATE_KEY, success(put("b"), delete("a", "c")));
        refused(EtcdError.DUPLICATE_KEY, success(delete("a", "\0"), put("z")));
        accepted(success(put("c"), delete("a", "c")));
        accepted(success(delete("a", "c"), delete("b", "")));
        accepted(TxnRequest.newBuilder().addSuccess(put("a")).addFailure(put("a")).build());
    }

    @Test
    void writes_of_nested_txns_count_towards_the_level_above() {
        TxnRequest eitherWay =
                TxnRequest.newBuilder().addSuccess(put("a")).addFailure(put("a")).build();
        accepted(success(nested(eitherWay)));
        refused(EtcdError.DUPLICATE_KEY, success(nested(eitherWay), put("a")));
        refused(EtcdError.DUPLICATE_KEY, success(nested(eitherWay), nested(eitherWay)));
        refused(EtcdError.DUPLICATE_KEY, success(nested(eitherWay), delete("a", "")));
        refused(EtcdError.DUPLICATE_KEY, success(nested(success(delete("a", ""))), put("a")));
    }

    @Test
    void a_nested_put_is_not_held_against_deletes_of_later_siblings() {
        accepted(success(nested(success(put("a"))), nested(success(delete("a", "")))));
        refused(
                EtcdError.DUPLICATE_KEY,
                success(nested(success(delete("a", ""))), nested(success(put("a")))));
    }

    @Test
    void nested_txns_get_the_operations_that_their_parent_leaves() {
        accepted(success(put("a"), put("b"), put("c"), put("d")));
        refused(EtcdError.TOO_MANY_OPS, success(put("a"), put("b"), put("c"), put("d"), put("e")));
        accepted(success(put("a"), nested(success(put("b"), put("c")))));
        refused(
                EtcdError.TOO_MANY_OPS,
                success(put("a"), put("b"), put("c"), nested(success(put("d")))));
    }

    @Test
    void every_part_is_checked_as_its_own_request_would_be() {
        refused(EtcdError.EMPTY_KEY, success(put("")));
        refused(EtcdError.EMPTY_KEY, success(delete("", "b")));
        refused(EtcdError.KEY_NOT_FOUND, success(RequestOp.getDefaultInstance()));
        refused(
                EtcdError.EMPTY_KEY,
                TxnRequest.newBuilder().addCompare(Compare.getDefaultInstance()).build());
        refused(
                EtcdError.TOO_MANY_OPS,
                TxnRequest.newBuilder()
                        .addAllCompare(
                                Collections.nCopies(
                                        OPS_MAX + 1, Compare.newBuilder().setKey(key("a")).build()))
                        .build());
    }

    private static void refused(EtcdError error, TxnRequest txn) {
        assertThatThrownBy(() -> TxnChecks.txn(txn, OPS_MAX)).hasMessage(error.message());
    }

    private static void accepted(TxnRequest txn) {
        assertThatCode(() -> TxnChecks.txn(txn, OPS_MAX)).doesNotThrowAnyException();
    }

    private static TxnRequest success(RequestOp... ops) {
        return TxnRequest.newBuilder().addAllSuccess(List.of(ops)).build();
    }

    private static RequestOp nested(TxnRequest txn) {
        return RequestOp.newBuilder().setRequestTxn(txn).build();
    }

    private static RequestOp put(String key) {
        return RequestOp.newBuilder()
                .setRequestPut(PutRequest.newBuilder().setKey(key(key)))
                .build();
    }

    private static RequestOp delete(String key, String end) {
        return RequestOp.newBuilder()
                .setRequestDeleteRange(
                        DeleteRangeRequest.newBuilder().setKey(key(key)).setRangeEnd(key(end)))
                .build();
    }

    private static ByteString key(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
