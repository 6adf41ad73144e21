package io.metastore.mvcc;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeRequest.SortTarget;
import io.metastore.api.mvccpb.KeyValue;

/** What of a version goes into the answer. */
final class Projection {
    private Projection() {}

    /**
     * The version as the request wants it. Keys-only answers have no value, and no lease either
     * unless the request sorts by value: only then would etcd have read the whole record.
     */
    static KeyValue apply(RangeRequest request, KeyValue version) {
        if (!request.getKeysOnly()) {
            return version;
        }
        KeyValue.Builder stripped = version.toBuilder().setValue(ByteString.EMPTY);
        if (request.getSortTarget() != SortTarget.VALUE) {
            stripped.setLease(0);
        }
        return stripped.build();
    }
}
