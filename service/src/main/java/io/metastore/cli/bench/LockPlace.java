package io.metastore.cli.bench;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.Compare;
import io.metastore.api.etcdserverpb.Compare.CompareResult;
import io.metastore.api.etcdserverpb.Compare.CompareTarget;
import io.metastore.api.etcdserverpb.DeleteRangeRequest;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeRequest.SortOrder;
import io.metastore.api.etcdserverpb.RangeRequest.SortTarget;
import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.TxnRequest;

/**
 * The key with which a client queues for a lock, and the requests on it. Keys of one lock share a
 * prefix; who made his first holds the lock.
 *
 * @param lock the prefix, which ends with a slash
 * @param lease whose end takes the key away
 */
record LockPlace(String lock, long lease) {
    private static final char AFTER_SLASH = '/' + 1;

    ByteString key() {
        return ByteString.copyFromUtf8(lock + Long.toHexString(lease));
    }

    /** Queues, or finds the place that is there already; tells who holds the lock. */
    TxnRequest queue() {
        ByteString key = key();
        var put = PutRequest.newBuilder().setKey(key).setLease(lease);
        var get = RangeRequest.newBuilder().setKey(key);
        var holder = queued(SortOrder.ASCEND);
        return TxnRequest.newBuilder()
                .addCompare(
                        Compare.newBuilder()
                                .setKey(key)
                                .setTarget(CompareTarget.CREATE)
                                .setResult(CompareResult.EQUAL)
                                .setCreateRevision(0))
                .addSuccess(RequestOp.newBuilder().setRequestPut(put))
                .addSuccess(RequestOp.newBuilder().setRequestRange(holder))
                .addFailure(RequestOp.newBuilder().setRequestRange(get))
                .addFailure(RequestOp.newBuilder().setRequestRange(holder))
                .build();
    }

    /** The last that queued before a revision. */
    RangeRequest predecessor(long revision) {
        return queued(SortOrder.DESCEND).setMaxCreateRevision(revision - 1).build();
    }

    private RangeRequest.Builder queued(SortOrder order) {
        String end = lock.substring(0, lock.length() - 1) + AFTER_SLASH;
        return RangeRequest.newBuilder()
                .setKey(ByteString.copyFromUtf8(lock))
                .setRangeEnd(ByteString.copyFromUtf8(end))
                .setSortTarget(SortTarget.CREATE)
                .setSortOrder(order)
                .setLimit(1);
    }

    /** Whether the place is still there. */
    RangeRequest self() {
        return RangeRequest.newBuilder().setKey(key()).build();
    }

    DeleteRangeRequest leave() {
        return DeleteRangeRequest.newBuilder().setKey(key()).build();
    }
}
