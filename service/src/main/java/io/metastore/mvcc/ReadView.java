package io.metastore.mvcc;

import com.google.protobuf.ByteString;
import io.metastore.api.EtcdException;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.mvccpb.KeyValue;
import org.jspecify.annotations.Nullable;

/** What a committed state and an open transaction have in common: the keys as they are there. */
public sealed interface ReadView permits ReadTxn, WriteTxn {
    /** The current revision, which the header of an answer carries. */
    long revision();

    /** The newest version of {@code key}, or null when the key does not live. */
    @Nullable KeyValue get(ByteString key);

    /** What {@link #get} would find but key and value, which need not be read for it. */
    @Nullable Summary summary(ByteString key);

    /**
     * Answers a range with all its options; the header is left to the caller. A revision of zero or
     * less is the current one.
     *
     * @throws EtcdException COMPACTED or FUTURE_REVISION when the revision cannot be read
     */
    RangeResponse range(RangeRequest request);

    /**
     * Throws unless a range inside a txn may ask for {@code revision}. Other than in a plain range,
     * only zero is the current one: a negative revision lies before the compacted one.
     *
     * @throws EtcdException COMPACTED or FUTURE_REVISION
     */
    void checkRevision(long revision);
}
