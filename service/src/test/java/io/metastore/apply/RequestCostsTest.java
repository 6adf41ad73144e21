package io.metastore.apply;

import static io.metastore.apply.Requests.delete;
import static io.metastore.apply.Requests.op;
import static io.metastore.apply.Requests.put;
import static io.metastore.apply.Requests.range;
import static io.metastore.apply.Requests.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.TxnRequest;
import org.junit.jupiter.api.Test;

final class RequestCostsTest {
    @Test
    void a_put_costs_its_bytes_and_a_record() {
        assertThat(RequestCosts.put(put("key", "value").build())).isEqualTo(256 + 3 + 5);
    }

    @Test
    void a_txn_costs_its_dearer_branch() {
        TxnRequest.Builder txn =
                success(op(put("a", "1")), op(put("b", "1")))
                        .addFailure(op(put("a", "12345678901234567890")));

        assertThat(RequestCosts.txn(txn.build())).isEqualTo(2 * (256 + 2));
    }

    @Test
    void nested_txns_count() {
        RequestOp nested =
                RequestOp.newBuilder().setRequestTxn(success(op(put("abc", "1")))).build();

        assertThat(RequestCosts.txn(success(op(put("a", "1")), nested).build()))
                .isEqualTo(258 + 260);
    }

    @Test
    void what_adds_nothing_costs_nothing() {
        TxnRequest txn = success(op(delete("a", "b")), op(range("a", "b"))).build();

        assertThat(RequestCosts.txn(txn)).isZero();
    }
}
