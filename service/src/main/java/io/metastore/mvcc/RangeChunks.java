package io.metastore.mvcc;

import io.metastore.api.EtcdException;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.Direction;
import java.util.List;

/**
 * A range that is answered piece by piece, in key order, all at the revision it began with. Each
 * piece may bring a new {@link ReadTxn}, so that a slow reader need not hold a snapshot between two
 * of them; a compaction that overtakes the revision then shows as an error. Sorting and filters are
 * not done here. Used by one thread at a time.
 */
public final class RangeChunks {
    private static final long UNKNOWN = -1;

    private final RangeRequest request;
    private final long revision;
    private final long count;
    private KeyRange rest;
    private long sent;
    private boolean finished;

    /** Pins the revision: that of the request, or the current one of {@code txn}. */
    RangeChunks(ReadTxn txn, RangeRequest request) {
        this.request = request;
        this.revision = txn.resolve(request.getRevision());
        this.rest = KeyRange.of(request.getKey(), request.getRangeEnd());
        // While the pinned revision is the newest the engine knows the count; later it costs a
        // walk.
        boolean countNow =
                request.getCountOnly() || (request.getLimit() > 0 && revision == txn.revision());
        this.count = countNow ? txn.versionsAt(revision).count(rest) : UNKNOWN;
    }

    /** The revision that every piece is read at. */
    public long revision() {
        return revision;
    }

    /** Whether the last piece has been handed out. */
    public boolean isFinished() {
        return finished;
    }

    /**
     * The next piece, of at most {@code rows} keys. The last one, and it alone, also has {@code
     * more} and {@code count} as the whole range would.
     *
     * @param txn any state at or after the one that the range began with
     * @throws EtcdException COMPACTED when the pinned revision has been compacted away meanwhile
     */
    public RangeResponse next(ReadTxn txn, long rows) {
        if (finished || rows <= 0) {
            throw new IllegalStateException("finished=" + finished + " rows=" + rows);
        }
        Versions versions = txn.versionsAt(revision);
        if (request.getCountOnly()) {
            finished = true;
            return RangeResponse.newBuilder().setCount(count).build();
        }
        long wanted = request.getLimit() > 0 ? Math.min(rows, request.getLimit() - sent) : rows;
        long max = wanted == Long.MAX_VALUE ? 0 : wanted + 1;
        List<KeyValue> found = versions.scan(rest, max, Direction.FORWARD);
        boolean more = found.size() > wanted;
        List<KeyValue> piece = more ? found.subList(0, Math.toIntExact(wanted)) : found;
        sent += piece.size();
        if (more) {
            rest = rest.after(piece.get(piece.size() - 1).getKey());
        }
        finished = !more || sent == request.getLimit();

        RangeResponse.Builder response = RangeResponse.newBuilder();
        piece.forEach(version -> response.addKvs(Projection.apply(request, version)));
        if (finished) {
            response.setMore(more).setCount(more ? total(versions) : sent);
        }
        return response.build();
    }

    private long total(Versions versions) {
        return count != UNKNOWN ? count : sent + versions.count(rest);
    }
}
