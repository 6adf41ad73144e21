package io.metastore.mvcc;

import io.metastore.api.EtcdError;
import io.metastore.api.EtcdException;
import io.metastore.engine.Engine;
import io.metastore.engine.Snapshot;
import io.metastore.engine.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hashes by which members find out whether they have the same history.
 *
 * <p>Each is computed over a snapshot in bounded memory, so that writes go on meanwhile; the time
 * it takes grows with the store. Any thread; a thread that is interrupted ends with a {@link
 * java.util.concurrent.CancellationException}.
 */
public final class StoreHasher {
    private final Engine engine;
    private final CompactionHashes compactions = new CompactionHashes();

    StoreHasher(Engine engine) {
        this.engine = engine;
    }

    /**
     * The hash at a revision, the same number that etcd computes. At one of the last compactions it
     * is the one computed then, under the compaction before.
     *
     * @param revision 0 for the current one; at a negative one nothing is hashed
     * @throws EtcdException COMPACTED or FUTURE_REVISION when the revision cannot be read
     */
    public HashAnswer at(long revision) {
        StoreHash known = compactions.at(revision);
        try (Snapshot snapshot = engine.snapshot()) {
            Revisions revisions = Revisions.of(snapshot);
            StoreHash hash = known != null ? known : compute(snapshot, revisions, revision);
            return new HashAnswer(hash, revisions.current());
        }
    }

    /** Like {@link #at}, but without looking at what compactions left. */
    public HashAnswer computedAt(long revision) {
        try (Snapshot snapshot = engine.snapshot()) {
            Revisions revisions = Revisions.of(snapshot);
            return new HashAnswer(compute(snapshot, revisions, revision), revisions.current());
        }
    }

    /** The hash of everything that members agree on once they have applied the same entries. */
    public HashAnswer ofState() {
        try (Snapshot snapshot = engine.snapshot()) {
            return StateHash.of(snapshot);
        }
    }

    /** The hash that the compaction to a revision left; null when it is not known here. */
    public @Nullable HashAnswer ofCompaction(long revision) {
        StoreHash hash = compactions.at(revision);
        return hash == null ? null : new HashAnswer(hash, MetaRows.revision(engine));
    }

    /** Hashes of the last compactions here since the start, the newest first. */
    public List<StoreHash> compactionsNewestFirst() {
        return compactions.newestFirst();
    }

    /**
     * Computes the hash that a compaction leaves while {@code view} has all that it will remove.
     */
    void compactionBegins(View view, long target) {
        // State written before the row existed does not say what the compaction before was.
        boolean known = MetaRows.compactBefore(view) >= MetaRows.compacted(view);
        if (known && target == MetaRows.compact(view)) {
            var scope =
                    new HashScope(
                            MetaRows.compacted(view),
                            MetaRows.compactBefore(view),
                            target,
                            HashScope.Kept.LIVING_OR_JUST_DELETED);
            compactions.add(HistoryHash.of(view, scope));
        }
    }

    private static StoreHash compute(View view, Revisions revisions, long requested) {
        if (requested > revisions.current()) {
            throw new EtcdException(EtcdError.FUTURE_REVISION);
        }
        if (requested > 0 && requested < revisions.compact()) {
            throw new EtcdException(EtcdError.COMPACTED);
        }
        long revision = requested == 0 ? revisions.current() : requested;
        var scope =
                new HashScope(
                        MetaRows.compacted(view),
                        revisions.compact(),
                        revision,
                        HashScope.Kept.LIVING);
        return HistoryHash.of(view, scope);
    }
}
