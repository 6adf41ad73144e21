package io.metastore.node;

import com.google.protobuf.ByteString;
import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.DeleteRangeRequest;
import io.metastore.api.etcdserverpb.RequestOp;
import io.metastore.api.etcdserverpb.TxnRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Refuses a branch that would write a key twice: two puts, or a put of a key that a delete covers.
 * Deletes may overlap each other. The writes of a nested txn count towards the level above, except
 * that its two branches may put the same key, since only one of them runs.
 */
final class TxnWrites {
    private static final ByteString OPEN_END = ByteString.copyFrom(new byte[1]);

    private final Set<ByteString> puts = new HashSet<>();
    private final List<DeleteRangeRequest> deletes = new ArrayList<>();

    private TxnWrites() {}

    static void check(List<RequestOp> branch) {
        TxnWrites.of(branch);
    }

    private static TxnWrites of(List<RequestOp> branch) {
        TxnWrites writes = new TxnWrites();
        // Deletes of this level come first, so that puts of the levels below are held against them.
        for (RequestOp op : branch) {
            if (op.hasRequestDeleteRange()) {
                writes.deletes.add(op.getRequestDeleteRange());
            }
        }
        for (RequestOp op : branch) {
            if (op.hasRequestTxn()) {
                writes.addNested(op.getRequestTxn());
            }
        }
        for (RequestOp op : branch) {
            if (op.hasRequestPut()) {
                writes.addPut(op.getRequestPut().getKey());
            }
        }
        return writes;
    }

    private void addNested(TxnRequest nested) {
        TxnWrites success = of(nested.getSuccessList());
        TxnWrites failure = of(nested.getFailureList());
        success.puts.forEach(this::addPut);
        for (ByteString key : failure.puts) {
            if (success.puts.contains(key)) {
                continue;
            }
            addPut(key);
        }
        deletes.addAll(success.deletes);
        deletes.addAll(failure.deletes);
    }

    private void addPut(ByteString key) {
        if (!puts.add(key) || deletes.stream().anyMatch(delete -> covers(delete, key))) {
            throw EtcdError.DUPLICATE_KEY.exception();
        }
    }

    private static boolean covers(DeleteRangeRequest delete, ByteString key) {
        ByteString end = delete.getRangeEnd();
        if (end.isEmpty()) {
            return delete.getKey().equals(key);
        }
        return compare(delete.getKey(), key) <= 0
                && (end.equals(OPEN_END) || compare(key, end) < 0);
    }

    private static int compare(ByteString a, ByteString b) {
        return ByteString.unsignedLexicographicalComparator().compare(a, b);
    }
}
