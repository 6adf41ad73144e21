package io.metastore.apply;

import static io.metastore.api.etcdserverpb.Compare.CompareResult.GREATER;
import static io.metastore.api.etcdserverpb.Compare.CompareTarget.VERSION;
import static io.metastore.apply.Requests.command;
import static io.metastore.apply.Requests.compact;
import static io.metastore.apply.Requests.compare;
import static io.metastore.apply.Requests.op;
import static io.metastore.apply.Requests.put;
import static io.metastore.apply.Requests.range;
import static io.metastore.apply.Requests.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.api.etcdserverpb.TxnResponse;
import io.metastore.mvcc.ReadTxn;
import org.junit.jupiter.api.Test;

final class TxnReadsTest {
    private static final ResponseHeader HEADER =
            ResponseHeader.newBuilder().setMemberId(5).setRevision(4).build();

    private final ApplyFixture fixture = new ApplyFixture();

    @Test
    void only_ranges_of_the_first_level_make_a_txn_read_only() {
        assertThat(TxnReads.isReadOnly(TxnRequest.getDefaultInstance())).isTrue();
        assertThat(TxnReads.isReadOnly(success(op(range("a", ""))).build())).isTrue();
        assertThat(TxnReads.isReadOnly(success(op(put("a"))).build())).isFalse();
        assertThat(TxnReads.isReadOnly(success().addFailure(op(put("a"))).build())).isFalse();
        assertThat(TxnReads.isReadOnly(success(op(success(op(range("a", ""))))).build()))
                .as("a nested txn goes through the log")
                .isFalse();
    }

    @Test
    void a_read_is_serializable_when_every_range_of_both_branches_is() {
        TxnRequest.Builder txn = success(op(range("a", "").setSerializable(true)));
        assertThat(TxnReads.isSerializable(txn.build())).isTrue();
        assertThat(TxnReads.isSerializable(txn.addFailure(op(range("a", ""))).build())).isFalse();
        assertThat(TxnReads.isSerializable(TxnRequest.getDefaultInstance())).isFalse();
    }

    @Test
    void the_branch_taken_is_read_at_one_state() {
        fixture.apply(command(put("a", "1")), command(put("a", "2")), command(put("b", "1")));
        TxnRequest txn =
                success(op(range("a", "").setRevision(2)), op(range("a", "c")))
                        .addCompare(compare("b", VERSION, GREATER))
                        .addFailure(op(range("a", "").setRevision(99)))
                        .build();

        TxnResponse response = read(txn);

        assertThat(response.getSucceeded()).isTrue();
        assertThat(response.getHeader()).isEqualTo(HEADER);
        assertThat(response.getResponses(0).getResponseRange().getKvs(0).getValue())
                .isEqualTo(Requests.bytes("1"));
        assertThat(response.getResponses(1).getResponseRange().getCount()).isEqualTo(2);
        assertThat(response.getResponses(0).getResponseRange().getHeader())
                .isEqualTo(ResponseHeader.newBuilder().setRevision(4).build());
    }

    @Test
    void revisions_that_cannot_be_read_are_refused() {
        fixture.apply(command(put("a", "1")), command(put("a", "2")), compact(3));

        assertThatThrownBy(() -> read(success(op(range("a", "").setRevision(4))).build()))
                .hasMessage(EtcdError.FUTURE_REVISION.message());
        assertThatThrownBy(() -> read(success(op(range("a", "").setRevision(2))).build()))
                .hasMessage(EtcdError.COMPACTED.message());
        assertThatThrownBy(() -> read(success(op(range("a", "").setRevision(-2))).build()))
                .hasMessage(EtcdError.COMPACTED.message());
        assertThat(read(success(op(range("a", "").setRevision(3))).build()).getSucceeded())
                .isTrue();
    }

    private TxnResponse read(TxnRequest txn) {
        try (ReadTxn view = fixture.store.read()) {
            return TxnReads.read(view, txn, HEADER);
        }
    }
}
