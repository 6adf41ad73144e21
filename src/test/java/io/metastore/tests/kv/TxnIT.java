package io.metastore.tests.kv;

import static io.metastore.tests.client.Requests.bytes;
import static io.metastore.tests.client.Requests.delete;
import static io.metastore.tests.client.Requests.deletePrefix;
import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.op;
import static io.metastore.tests.client.Requests.prefix;
import static io.metastore.tests.client.Requests.prefixEnd;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.Compare;
import io.metastore.api.etcdserverpb.Compare.CompareResult;
import io.metastore.api.etcdserverpb.Compare.CompareTarget;
import io.metastore.api.etcdserverpb.KVGrpc.KVBlockingStub;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.api.etcdserverpb.TxnResponse;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.junit.OnCluster;
import org.junit.jupiter.api.Test;

/** Transactions that are carried out. */
@OnCluster
final class TxnIT {
    private final Cluster cluster;

    TxnIT(Cluster cluster) {
        this.cluster = cluster;
    }

    private KVBlockingStub kv() {
        return cluster.client().kv();
    }

    private static Compare.Builder compare(String key, CompareTarget target, CompareResult result) {
        return Compare.newBuilder().setKey(bytes(key)).setTarget(target).setResult(result);
    }

    private boolean holds(Compare.Builder compare) {
        return kv().txn(TxnRequest.newBuilder().addCompare(compare).build()).getSucceeded();
    }

    @Test
    void writes_share_one_revision_and_reads_see_the_writes_before_them() {
        long before = kv().put(put("txn/a/gone", "x")).getHeader().getRevision();
        TxnResponse done =
                kv().txn(
                                TxnRequest.newBuilder()
                                        .addSuccess(op(put("txn/a/1", "one")))
                                        .addSuccess(op(get("txn/a/1")))
                                        .addSuccess(op(delete("txn/a/gone")))
                                        .addSuccess(op(put("txn/a/2", "two")))
                                        .addSuccess(op(prefix("txn/a/").build()))
                                        .build());
        assertThat(done.getSucceeded()).isTrue();
        assertThat(done.getHeader().getRevision()).isEqualTo(before + 1);
        assertThat(done.getResponses(1).getResponseRange().getKvs(0).getModRevision())
                .isEqualTo(before + 1);
        assertThat(done.getResponses(2).getResponseDeleteRange().getDeleted()).isEqualTo(1);
        assertThat(done.getResponses(4).getResponseRange().getCount()).isEqualTo(2);
        assertThat(kv().range(get("txn/a/2")).getKvs(0).getModRevision()).isEqualTo(before + 1);
    }

    @Test
    void every_target_compares() {
        long first = kv().put(put("txn/b", "m")).getHeader().getRevision();
        kv().put(put("txn/b", "n"));
        assertThat(
                        holds(
                                compare("txn/b", CompareTarget.VERSION, CompareResult.EQUAL)
                                        .setVersion(2)))
                .isTrue();
        assertThat(
                        holds(
                                compare("txn/b", CompareTarget.CREATE, CompareResult.EQUAL)
                                        .setCreateRevision(first)))
                .isTrue();
        assertThat(
                        holds(
                                compare("txn/b", CompareTarget.MOD, CompareResult.GREATER)
                                        .setModRevision(first)))
                .isTrue();
        assertThat(
                        holds(
                                compare("txn/b", CompareTarget.VALUE, CompareResult.LESS)
                                        .setValue(bytes("o"))))
                .isTrue();
        assertThat(
                        holds(
                                compare("txn/b", CompareTarget.LEASE, CompareResult.NOT_EQUAL)
                                        .setLease(0)))
                .isFalse();
    }

    @Test
    void a_missing_key_compares_as_zero_and_its_value_as_nothing() {
        String key = "txn/missing";
        assertThat(holds(compare(key, CompareTarget.CREATE, CompareResult.EQUAL))).isTrue();
        assertThat(holds(compare(key, CompareTarget.VERSION, CompareResult.LESS).setVersion(1)))
                .isTrue();
        assertThat(
                        holds(
                                compare(key, CompareTarget.VALUE, CompareResult.NOT_EQUAL)
                                        .setValue(bytes("x"))))
                .isFalse();
    }

    @Test
    void a_range_compares_when_all_its_keys_do() {
        kv().put(put("txn/c/1", "x"));
        kv().put(put("txn/c/2", "x"));
        Compare.Builder all =
                compare("txn/c/", CompareTarget.VALUE, CompareResult.EQUAL)
                        .setValue(bytes("x"))
                        .setRangeEnd(prefixEnd("txn/c/"));
        assertThat(holds(all)).isTrue();
        kv().put(put("txn/c/2", "y"));
        assertThat(holds(all)).isFalse();
    }

    @Test
    void nested_compares_see_the_state_before_the_whole() {
        TxnRequest inner =
                TxnRequest.newBuilder()
                        .addCompare(compare("txn/d", CompareTarget.VERSION, CompareResult.EQUAL))
                        .addSuccess(op(put("txn/d/inner", "then")))
                        .addFailure(op(put("txn/d/inner", "else")))
                        .build();
        TxnRequest outer =
                TxnRequest.newBuilder()
                        .addSuccess(op(put("txn/d", "1")))
                        .addSuccess(op(inner))
                        .build();
        TxnResponse response = kv().txn(outer);
        assertThat(response.getResponses(1).getResponseTxn().getSucceeded()).isTrue();
        assertThat(kv().range(get("txn/d/inner")).getKvs(0).getValue()).isEqualTo(bytes("then"));
        assertThat(kv().range(get("txn/d/inner")).getKvs(0).getModRevision())
                .isEqualTo(response.getHeader().getRevision());
    }

    @Test
    void without_effect_the_revision_stays() {
        long before = cluster.client().revision();
        assertThat(kv().txn(TxnRequest.getDefaultInstance()).getSucceeded()).isTrue();
        TxnRequest nothing =
                TxnRequest.newBuilder().addSuccess(op(deletePrefix("txn/none/"))).build();
        assertThat(kv().txn(nothing).getHeader().getRevision()).isEqualTo(before);
        TxnRequest read = TxnRequest.newBuilder().addSuccess(op(get("txn/none"))).build();
        assertThat(kv().txn(read).getHeader().getRevision()).isEqualTo(before);
    }
}
