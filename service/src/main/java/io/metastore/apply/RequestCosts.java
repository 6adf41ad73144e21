package io.metastore.apply;

import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.TxnRequest;
import java.util.List;

/** How many bytes a request may add to the store, by etcd's estimate. What only deletes costs 0. */
public final class RequestCosts {
    /** What a lease is counted with. */
    public static final long LEASE_BYTES = 64;

    /** What a key is counted with on top of its own bytes and those of its value. */
    static final long PUT_BYTES = 256;

    private RequestCosts() {}

    public static long put(PutRequest put) {
        return PUT_BYTES + put.getKey().size() + put.getValue().size();
    }

    /** The dearer of the two branches, nested txns included. */
    public static long txn(TxnRequest txn) {
        return Math.max(branch(txn.getSuccessList()), branch(txn.getFailureList()));
    }

    private static long branch(List<RequestOp> ops) {
        long cost = 0;
        for (RequestOp op : ops) {
            cost +=
                    switch (op.getRequestCase()) {
                        case REQUEST_PUT -> put(op.getRequestPut());
                        case REQUEST_TXN -> txn(op.getRequestTxn());
                        case REQUEST_RANGE, REQUEST_DELETE_RANGE, REQUEST_NOT_SET -> 0;
                    };
        }
        return cost;
    }
}
