package io.metastore.mvcc;

import com.google.protobuf.ByteString;
import io.metastore.api.EtcdException;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import io.metastore.engine.View;
import org.jspecify.annotations.Nullable;

/**
 * Reads of one committed state, which stays as it is until {@link #close()} whatever is written or
 * compacted meanwhile. Used by any one thread at a time.
 */
public final class ReadTxn implements ReadView, AutoCloseable {
    private final Snapshot snapshot;
    private final Revisions revisions;

    ReadTxn(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.revisions = Revisions.of(snapshot);
    }

    @Override
    public long revision() {
        return revisions.current();
    }

    /** The revision of the last compaction, still readable itself; -1 when there was none. */
    public long compactRevision() {
        return revisions.compact();
    }

    @Override
    public @Nullable KeyValue get(ByteString key) {
        return new LatestVersions(snapshot).get(key);
    }

    @Override
    public @Nullable Summary summary(ByteString key) {
        return new LatestVersions(snapshot).summary(key.toByteArray());
    }

    @Override
    public RangeResponse range(RangeRequest request) {
        return RangeEvaluator.evaluate(versionsAt(request.getRevision()), request);
    }

    /**
     * Whether answering {@code request} reads at most {@code rows} rows; cheap, and never throws.
     * In the past it counts all versions of the keys, which may be too many but not too few.
     */
    public boolean isAtMost(RangeRequest request, long rows) {
        KeyRange range = KeyRange.of(request.getKey(), request.getRangeEnd());
        if (range.isSingle() || range.isEmpty()) {
            return rows >= 1;
        }
        if (request.getRevision() > 0 && request.getRevision() != revisions.current()) {
            return isAtMost(Keyspace.INDEX, range.indexFrom(), range.indexTo(), rows);
        }
        long max = RangeEvaluator.scanMax(request);
        return (max != 0 && max <= rows)
                || isAtMost(Keyspace.LATEST, range.from(), range.to(), rows);
    }

    private boolean isAtMost(Keyspace keyspace, byte[] from, byte @Nullable [] to, long rows) {
        return snapshot.countUpTo(keyspace, from, to, rows + 1) <= rows;
    }

    @Override
    public void checkRevision(long revision) {
        revisions.check(revision);
    }

    /**
     * Begins a range that is answered piece by piece.
     *
     * @throws EtcdException COMPACTED or FUTURE_REVISION when the revision cannot be read
     */
    public RangeChunks chunks(RangeRequest request) {
        return new RangeChunks(this, request);
    }

    /** The versions at {@code revision}, or the error that keeps it from being read. */
    Versions versionsAt(long revision) {
        return Versions.at(snapshot, revisions, revisions.resolve(revision));
    }

    long resolve(long revision) {
        return revisions.resolve(revision);
    }

    View view() {
        return snapshot;
    }

    @Override
    public void close() {
        snapshot.close();
    }
}
