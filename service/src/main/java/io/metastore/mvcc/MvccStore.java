package io.metastore.mvcc;

import io.metastore.api.EtcdException;
import io.metastore.engine.Engine;
import io.metastore.engine.Snapshot;
import io.metastore.engine.WriteBatch;

/**
 * The versions of all keys. Everything it knows is in the engine's rows, hence right after a
 * restart, a restore and a discarded batch alike; only the hashes that compactions left are kept
 * beside them. Reads may come from any thread, changes from the one that holds the batch.
 */
public final class MvccStore {
    private final Engine engine;
    private final StoreHasher hasher;

    /** The store over the rows of {@code engine}, which stays the caller's to close. */
    public MvccStore(Engine engine) {
        this.engine = engine;
        this.hasher = new StoreHasher(engine);
    }

    /** Opens a stable view of what is committed; to be closed by the caller. */
    public ReadTxn read() {
        Snapshot snapshot = engine.snapshot();
        try {
            return new ReadTxn(snapshot);
        } catch (RuntimeException e) {
            snapshot.close();
            throw e;
        }
    }

    /** Begins the changes of one command inside {@code batch}. */
    public WriteTxn write(WriteBatch batch) {
        return new WriteTxn(batch);
    }

    /** The current revision of what is committed; 1 when the store is empty. */
    public long revision() {
        return MetaRows.revision(engine);
    }

    /** The revision last compacted to, -1 when there was none. */
    public long compactRevision() {
        return MetaRows.compact(engine);
    }

    /**
     * Makes everything before {@code revision} unreadable, the same on every member. The rows go
     * later, by {@link Compactor#step()}.
     *
     * @throws EtcdException COMPACTED when it is at or before the last compaction, FUTURE_REVISION
     *     when it is beyond the current revision; nothing has changed then
     */
    public void compact(WriteBatch batch, long revision) {
        Revisions.of(batch).checkCompaction(revision);
        MetaRows.put(batch, MetaRows.COMPACT_BEFORE, MetaRows.compact(batch));
        MetaRows.put(batch, MetaRows.COMPACT, revision);
    }

    /** Hashes of the history, to be compared with those of other members. */
    public StoreHasher hasher() {
        return hasher;
    }

    Engine engine() {
        return engine;
    }

    /** Replays of history, for watchers that begin in the past or have fallen behind. */
    public HistoryReader history() {
        return new HistoryReader(this);
    }
}
