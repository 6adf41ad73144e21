package io.metastore.mvcc;

import io.metastore.engine.Engine;
import io.metastore.engine.EngineException;
import io.metastore.engine.Keyspace;
import io.metastore.engine.WriteBatch;
import org.jspecify.annotations.Nullable;

/**
 * Fills an empty engine from rows of history, and derives every other row of this package from
 * them. The rows are committed in batches of bounded size; before {@link #end} the engine holds a
 * part of the state that nobody may use. Used by one thread.
 */
public final class HistoryLoader implements AutoCloseable {
    private static final int BATCH_ROWS_MAX = 1_000;
    private static final int BATCH_BYTES_MAX = 4 * 1024 * 1024;

    private final Engine engine;
    private @Nullable WriteBatch batch;
    private int batchRows;
    private long batchBytes;
    private @Nullable Revision last;

    /** A loader into {@code engine}, which has no rows of history yet. */
    public HistoryLoader(Engine engine) {
        this.engine = engine;
    }

    /**
     * Takes the next row, as it stands in history.
     *
     * @throws IllegalArgumentException when it is no row of history, or not behind the row before
     */
    public void row(byte[] historyKey, byte[] record) {
        HistoryKey.check(historyKey);
        Revision revision = HistoryKey.revision(historyKey);
        if (last != null && revision.compareTo(last) <= 0) {
            throw new IllegalArgumentException("revision " + revision + " after " + last);
        }
        last = revision;
        write(historyKey, revision, userKey(record), record);
    }

    /**
     * Adds a revision without a change, behind every row so far; it stands in history as a record
     * of nothing, as etcd marks a revision that a restore has moved on to.
     */
    public void mark(long revision) {
        row(HistoryKey.of(revision, 0, ChangeKind.PUT), new byte[0]);
    }

    /** The main revision of the newest row; 0 before the first. */
    public long lastRevision() {
        return last == null ? 0 : last.main();
    }

    /** Completes the state; what is left of a scheduled compaction goes on from here. */
    public void end(CompactionState compaction) {
        WriteBatch open = open();
        long newest = Math.max(lastRevision(), compaction.scheduled());
        MetaRows.put(open, MetaRows.REVISION, Math.max(newest, MetaRows.FIRST_REVISION));
        if (compaction.scheduled() != MetaRows.NEVER_COMPACTED) {
            MetaRows.put(open, MetaRows.COMPACT, compaction.scheduled());
        }
        if (compaction.finished() != MetaRows.NEVER_COMPACTED) {
            MetaRows.put(open, MetaRows.COMPACTED, compaction.finished());
        }
        commit();
    }

    /** Lets go of the engine; what was not committed is discarded. */
    @Override
    public void close() {
        if (batch != null) {
            batch.close();
            batch = null;
        }
    }

    private void write(byte[] historyKey, Revision revision, byte[] userKey, byte[] record) {
        WriteBatch open = open();
        ChangeKind kind = HistoryKey.kind(historyKey);
        byte[] indexKey = IndexKey.of(userKey, revision.main(), revision.sub());
        open.put(Keyspace.HISTORY, historyKey, record);
        open.put(Keyspace.INDEX, indexKey, kind.row());
        if (kind == ChangeKind.TOMBSTONE) {
            open.delete(Keyspace.LATEST, userKey);
        } else if (userKey.length > 0) {
            open.put(Keyspace.LATEST, userKey, record);
        }
        batchRows++;
        batchBytes += historyKey.length + record.length + indexKey.length;
        if (batchRows >= BATCH_ROWS_MAX || batchBytes >= BATCH_BYTES_MAX) {
            commit();
        }
    }

    private WriteBatch open() {
        if (batch == null) {
            batch = engine.begin();
        }
        return batch;
    }

    private void commit() {
        open().commit();
        close();
        batchRows = 0;
        batchBytes = 0;
    }

    private static byte[] userKey(byte[] record) {
        try {
            return Records.parse(record).getKey().toByteArray();
        } catch (EngineException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }
}
