package io.metastore.node;

import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.mvcc.RangeChunks;
import io.metastore.mvcc.ReadTxn;

/**
 * A range read in pieces, all at one revision. The pieces double or halve with the size of what has
 * been sent, so that each message stays around half the request limit. Confined to one thread.
 */
public final class RangeReader implements AutoCloseable {
    static final int FIRST_CHUNK_KEYS = 10;

    private final ReadTxn txn;
    private final RangeChunks chunks;
    private final Headers headers;
    private final int requestBytesMax;
    private long chunkKeys;

    RangeReader(ReadTxn txn, RangeRequest request, Headers headers, int requestBytesMax) {
        this.txn = txn;
        this.chunks = txn.chunks(request);
        this.headers = headers;
        this.requestBytesMax = requestBytesMax;
        this.chunkKeys = request.getLimit() < 0 ? Long.MAX_VALUE : FIRST_CHUNK_KEYS;
    }

    /** Whether the last piece has been read. */
    public boolean isFinished() {
        return chunks.isFinished();
    }

    /** The next piece; the last one alone has a header, the count, and whether there is more. */
    public RangeResponse next() {
        RangeResponse chunk = chunks.next(chunkKeys);
        int size = chunk.getSerializedSize();
        if (size < requestBytesMax / 2 && chunkKeys < Long.MAX_VALUE / 2) {
            chunkKeys *= 2;
        } else if (size > 2L * requestBytesMax) {
            chunkKeys = Math.max(1, chunkKeys / 2);
        }
        return chunks.isFinished()
                ? chunk.toBuilder().setHeader(headers.apply(txn.revision())).build()
                : chunk;
    }

    @Override
    public void close() {
        txn.close();
    }
}
