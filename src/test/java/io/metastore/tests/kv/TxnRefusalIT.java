package io.metastore.tests.kv;

import static io.metastore.tests.client.Refusal.assertRefused;
import static io.metastore.tests.client.Requests.delete;
import static io.metastore.tests.client.Requests.deletePrefix;
import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.op;
import static io.metastore.tests.client.Requests.prefix;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.metastore.api.etcdserverpb.Compare;
import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.junit.OnCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Transactions that are refused, as a whole and with the exact text. */
@OnCluster
final class TxnRefusalIT {
    private static final int OPS_MAX = 128;
    private static final String DUPLICATE = "etcdserver: duplicate key given in txn request";
    private static final String TOO_MANY = "etcdserver: too many operations in txn request";

    private final Client client;

    TxnRefusalIT(Cluster cluster) {
        this.client = cluster.client();
    }

    @AfterEach
    void nothing_was_written() {
        assertThat(client.kv().range(prefix("refused/").build()).getCount()).isZero();
    }

    private void refused(String text, TxnRequest.Builder txn) {
        assertRefused(Code.INVALID_ARGUMENT, text, () -> client.kv().txn(txn.build()));
    }

    private static TxnRequest.Builder txn(RequestOp... ops) {
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        for (RequestOp op : ops) {
            txn.addSuccess(op);
        }
        return txn;
    }

    @Test
    void the_same_key_twice() {
        refused(DUPLICATE, txn(op(put("refused/a", "1")), op(put("refused/a", "2"))));
        refused(DUPLICATE, txn(op(put("refused/a", "1")), op(delete("refused/a"))));
        refused(DUPLICATE, txn(op(deletePrefix("refused/")), op(put("refused/a", "1"))));
        RequestOp nested = op(txn(op(put("refused/a", "2"))).build());
        refused(DUPLICATE, txn(op(put("refused/a", "1")), nested));
    }

    @Test
    void overlapping_deletes_are_no_duplicates() {
        TxnRequest deletes = txn(op(delete("refused/a")), op(deletePrefix("refused/"))).build();
        assertThat(client.kv().txn(deletes).getSucceeded()).isTrue();
    }

    @Test
    void too_many_operations_also_with_nested_ones() {
        TxnRequest.Builder many = TxnRequest.newBuilder();
        for (int i = 0; i < OPS_MAX + 1; i++) {
            many.addSuccess(op(put("refused/" + i, "v")));
        }
        refused(TOO_MANY, many);

        TxnRequest.Builder full = TxnRequest.newBuilder();
        for (int i = 0; i < OPS_MAX - 1; i++) {
            full.addSuccess(op(get("refused/" + i)));
        }
        full.addSuccess(op(txn(op(get("refused/x"))).build()));
        refused(TOO_MANY, full);
    }

    @Test
    void empty_keys_and_empty_operations() {
        refused("etcdserver: key is not provided", txn(op(put("", "v"))));
        refused(
                "etcdserver: key is not provided",
                TxnRequest.newBuilder().addCompare(Compare.getDefaultInstance()));
        refused("etcdserver: key not found", txn(RequestOp.getDefaultInstance()));
    }

    @Test
    void a_failing_operation_takes_the_others_with_it() {
        RequestOp first = op(put("refused/first", "v"));
        assertRefused(
                Code.NOT_FOUND,
                "etcdserver: requested lease not found",
                () -> client.kv().txn(txn(first, op(put("refused/b", "v", 4711))).build()));
        refused(
                "etcdserver: key not found",
                txn(first, op(put("refused/c", "").toBuilder().setIgnoreValue(true).build())));
        assertRefused(
                Code.OUT_OF_RANGE,
                "etcdserver: mvcc: required revision is a future revision",
                () -> client.kv().txn(txn(first, op(get("refused/d", 1L << 40))).build()));
    }

    @Test
    void the_branch_not_taken_may_fail() {
        TxnRequest txn = TxnRequest.newBuilder().addFailure(op(put("refused/e", "", 4711))).build();
        assertThat(client.kv().txn(txn).getSucceeded()).isTrue();
    }
}
