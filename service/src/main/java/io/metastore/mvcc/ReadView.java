package io.metastore.mvcc;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.mvccpb.KeyValue;
import org.jspecify.annotations.Nullable;

/** What can be asked of a state, committed or in the making. */
public interface ReadView {
    /** The revision of what reads see. */
    long revision();

    /** The newest version of {@code key}, or null when the key does not live. */
    @Nullable KeyValue get(ByteString key);

    /**
     * Answers a range with all its options; the header is left to the caller. A revision of zero or
     * less is the current one.
     *
     * @throws io.metastore.api.EtcdException COMPACTED or FUTURE_REVISION when the revision cannot
     *     be read
     */
    RangeResponse range(RangeRequest request);

    /**
     * Throws unless a range inside a txn may ask for {@code revision}. Other than in a plain range a
     * negative revision is one before the compacted one.
     *
     * @throws io.metastore.api.EtcdException COMPACTED or FUTURE_REVISION
     */
    void checkRevision(long revision);
}
