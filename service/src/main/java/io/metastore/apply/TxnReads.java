package io.metastore.apply;

import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.api.etcdserverpb.ResponseOp;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.api.etcdserverpb.TxnResponse;
import io.metastore.mvcc.ReadView;
import java.util.List;

/** Txns that only read: they are answered from a state and never enter the log. */
public final class TxnReads {
    private TxnReads() {}

    /** Whether every operation of either branch is a range of the txn's own level. */
    public static boolean isReadOnly(TxnRequest txn) {
        return onlyRanges(txn.getSuccessList()) && onlyRanges(txn.getFailureList());
    }

    /**
     * Whether a read-only txn may be answered from local state: every range says so, and there is
     * one. Conditions alone are read linearizably, so that their answer is never stale.
     */
    public static boolean isSerializable(TxnRequest txn) {
        return txn.getSuccessCount() + txn.getFailureCount() > 0
                && allSerializable(txn.getSuccessList())
                && allSerializable(txn.getFailureList());
    }

    /**
     * Answers a read-only txn.
     *
     * @throws io.metastore.api.EtcdException when a range names a compacted or future revision
     */
    public static TxnResponse read(ReadView view, TxnRequest txn, ResponseHeader header) {
        boolean succeeded = Compares.hold(view, txn.getCompareList());
        TxnResponse.Builder response =
                TxnResponse.newBuilder().setHeader(header).setSucceeded(succeeded);
        for (RequestOp op : succeeded ? txn.getSuccessList() : txn.getFailureList()) {
            checkRevision(view, op.getRequestRange());
            response.addResponses(range(view, op.getRequestRange()));
        }
        return response.build();
    }

    /** Refuses a range inside a txn that names a revision which cannot be read; 0 names none. */
    static void checkRevision(ReadView view, RangeRequest request) {
        if (request.getRevision() != 0) {
            view.checkRevision(request.getRevision());
        }
    }

    /** One range of a txn; its header carries the revision alone. */
    static ResponseOp range(ReadView view, RangeRequest request) {
        RangeResponse response =
                view.range(request).toBuilder().setHeader(header(view.revision())).build();
        return ResponseOp.newBuilder().setResponseRange(response).build();
    }

    /** The header of an operation inside a txn. */
    static ResponseHeader header(long revision) {
        return ResponseHeader.newBuilder().setRevision(revision).build();
    }

    private static boolean onlyRanges(List<RequestOp> ops) {
        return ops.stream().allMatch(RequestOp::hasRequestRange);
    }

    private static boolean allSerializable(List<RequestOp> ops) {
        return ops.stream().allMatch(op -> op.getRequestRange().getSerializable());
    }
}
