package io.metastore.node;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.Compare;
import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.TxnRequest;
import java.util.List;

/** What makes a txn invalid before anything is looked at, at any depth. */
final class TxnChecks {
    private TxnChecks() {}

    /**
     * @param opsMax operations that the largest of the three lists may hold; what a txn uses up is
     *     taken from what its nested txns may
     */
    static void txn(TxnRequest txn, int opsMax) {
        check(txn, opsMax);
        TxnWrites.check(txn.getSuccessList());
        TxnWrites.check(txn.getFailureList());
    }

    private static void check(TxnRequest txn, int opsMax) {
        int ops =
                Math.max(
                        txn.getCompareCount(),
                        Math.max(txn.getSuccessCount(), txn.getFailureCount()));
        if (ops > opsMax) {
            throw EtcdError.TOO_MANY_OPS.exception();
        }
        for (Compare compare : txn.getCompareList()) {
            if (compare.getKey().isEmpty()) {
                throw EtcdError.EMPTY_KEY.exception();
            }
        }
        check(txn.getSuccessList(), opsMax - ops);
        check(txn.getFailureList(), opsMax - ops);
    }

    private static void check(List<RequestOp> ops, int nestedOpsMax) {
        for (RequestOp op : ops) {
            switch (op.getRequestCase()) {
                case REQUEST_RANGE -> KvChecks.range(op.getRequestRange());
                case REQUEST_PUT -> KvChecks.put(op.getRequestPut());
                case REQUEST_DELETE_RANGE -> KvChecks.deleteRange(op.getRequestDeleteRange());
                case REQUEST_TXN -> check(op.getRequestTxn(), nestedOpsMax);
                case REQUEST_NOT_SET -> throw EtcdError.KEY_NOT_FOUND.exception();
            }
        }
    }
}
