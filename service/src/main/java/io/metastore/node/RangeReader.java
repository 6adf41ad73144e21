package io.metastore.node;

import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.mvcc.MvccStore;
import io.metastore.mvcc.RangeChunks;
import io.metastore.mvcc.ReadTxn;

/**
 * A range read in pieces, all at one revision. The pieces double or halve with the size of what has
 * been sent, so that each message stays around the request limit. A negative limit asks for
 * everything in one piece. Confined to one thread.
 */
public final class RangeReader {
    static final long FIRST_CHUNK_KEYS = 10;

    /** Keys in one piece, however small they are, so that a piece does not occupy its thread. */
    static final long CHUNK_KEYS_MAX = 10_000;

    private final Source source;
    private final Headers headers;
    private final int requestBytesMax;
    private final RangeChunks chunks;
    private final long headerRevision;
    private long chunkKeys;

    /** Where pieces are read from. */
    record Source(MvccStore store, Damage damage) {}

    RangeReader(Source source, RangeRequest request, Headers headers, int requestBytesMax) {
        this.source = source;
        this.headers = headers;
        this.requestBytesMax = requestBytesMax;
        this.chunkKeys = request.getLimit() < 0 ? Long.MAX_VALUE : FIRST_CHUNK_KEYS;
        try (ReadTxn txn = source.store().read()) {
            this.chunks = txn.chunks(request);
            this.headerRevision = txn.revision();
        }
    }

    /** Whether the last piece has been read. */
    public boolean isFinished() {
        return chunks.isFinished();
    }

    /**
     * The next piece; the last one alone has a header, the count, and whether there is more.
     *
     * @throws io.metastore.api.EtcdException when a compaction has overtaken the range
     */
    public RangeResponse next() {
        RangeResponse chunk;
        try (ReadTxn txn = source.store().read()) {
            chunk = source.damage().watched(() -> chunks.next(txn, chunkKeys));
        }
        int size = chunk.getSerializedSize();
        if (size < requestBytesMax / 2) {
            chunkKeys = Math.min(CHUNK_KEYS_MAX, chunkKeys * 2);
        } else if (size > 2L * requestBytesMax) {
            chunkKeys = Math.max(1, chunkKeys / 2);
        }
        return chunks.isFinished()
                ? chunk.toBuilder().setHeader(headers.apply(headerRevision)).build()
                : chunk;
    }
}
