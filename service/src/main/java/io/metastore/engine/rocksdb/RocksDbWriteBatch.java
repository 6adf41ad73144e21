package io.metastore.engine.rocksdb;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.WriteBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * Collects the writes twice: in the database's form for the commit, and in order for its own reads.
 * META is written to the mirror's batch besides and read from there alone.
 */
final class RocksDbWriteBatch implements WriteBatch {
    private final RocksDbEngine engine;
    private final Database database;
    private final WriteOptions options;
    private final WriteBatch meta;
    private final org.rocksdb.WriteBatch writes = new org.rocksdb.WriteBatch();
    private final Map<Keyspace, OwnWrites> own = new EnumMap<>(Keyspace.class);
    private final List<BatchCursor> cursors = new ArrayList<>();
    private OwnRows ownRows;

    /** The row of LATEST that was looked up last: a put follows, and asks whether it is new. */
    private byte @Nullable [] lastKey;

    private boolean lastExists;
    private long changes;
    private boolean open = true;
    private boolean closed;

    /**
     * @param database entered by the caller; left when this batch is closed
     * @param options how a commit writes
     */
    RocksDbWriteBatch(RocksDbEngine engine, Database database, WriteOptions options) {
        this.engine = engine;
        this.database = database;
        this.options = options;
        this.meta = database.meta().begin();
        this.ownRows = engine.ownRows(database);
    }

    @Override
    public void put(Keyspace keyspace, byte[] key, byte[] value) {
        beginWrite();
        try {
            writes.put(database.family(keyspace), key, value);
            if (keyspace == Keyspace.LATEST) {
                countLatest(exists(key) ? 0 : 1);
                writes.put(database.summaryFamily(), key, engine.summary().of(value));
            }
        } catch (RocksDBException e) {
            throw database.failed("write", e);
        }
        if (keyspace == Keyspace.META) {
            meta.put(keyspace, key, value);
            return;
        }
        lastKey = null;
        // An empty array of the caller could be the mark of a removed row.
        own(keyspace).put(key, value == OwnWrites.REMOVED ? new byte[0] : value);
    }

    @Override
    public void delete(Keyspace keyspace, byte[] key) {
        beginWrite();
        try {
            writes.delete(database.family(keyspace), key);
            if (keyspace == Keyspace.LATEST) {
                countLatest(exists(key) ? -1 : 0);
                writes.delete(database.summaryFamily(), key);
            }
        } catch (RocksDBException e) {
            throw database.failed("write", e);
        }
        if (keyspace == Keyspace.META) {
            meta.delete(keyspace, key);
            return;
        }
        lastKey = null;
        own(keyspace).remove(key);
    }

    @Override
    public void applied(long index, long term) {
        beginWrite();
        meta.applied(index, term);
        ownRows = new OwnRows(index, term, ownRows.latestRows());
    }

    private void countLatest(int more) {
        ownRows =
                new OwnRows(
                        ownRows.appliedIndex(), ownRows.appliedTerm(), ownRows.latestRows() + more);
    }

    @Override
    public byte @Nullable [] get(Keyspace keyspace, byte[] key) {
        checkOpen();
        return keyspace == Keyspace.META ? meta.get(keyspace, key) : find(keyspace, key);
    }

    private byte @Nullable [] find(Keyspace keyspace, byte[] key) {
        byte[] written = written(keyspace, key);
        if (written != null) {
            return written == OwnWrites.REMOVED ? null : written;
        }
        byte[] committed = database.get(database.family(keyspace), key);
        if (keyspace == Keyspace.LATEST) {
            remember(key, committed);
        }
        return committed;
    }

    @Override
    public byte @Nullable [] getSummary(byte[] key) {
        checkOpen();
        byte[] written = written(Keyspace.LATEST, key);
        if (written != null) {
            return written == OwnWrites.REMOVED ? null : written;
        }
        byte[] committed = database.get(database.summaryFamily(), key);
        remember(key, committed);
        return committed;
    }

    private boolean exists(byte[] key) {
        boolean lookedUp = lastKey != null && Arrays.equals(lastKey, key);
        return lookedUp ? lastExists : getSummary(key) != null;
    }

    private void remember(byte[] key, byte @Nullable [] committed) {
        lastKey = key;
        lastExists = committed != null;
    }

    private byte @Nullable [] written(Keyspace keyspace, byte[] key) {
        OwnWrites writesHere = own.get(keyspace);
        return writesHere == null ? null : writesHere.get(key);
    }

    @Override
    public Cursor scan(Keyspace keyspace, byte[] from, byte @Nullable [] to, Direction direction) {
        checkOpen();
        if (keyspace == Keyspace.META) {
            return meta.scan(keyspace, from, to, direction);
        }
        Bounds bounds = new Bounds(from, to, direction);
        if (bounds.isEmpty()) {
            return EmptyCursor.INSTANCE;
        }
        Cursor committed = database.scan(keyspace, from, to, direction);
        OwnWrites written = own.get(keyspace);
        Cursor rows = written == null ? committed : written.over(committed, bounds);
        BatchCursor cursor = new BatchCursor(this, rows);
        cursors.add(cursor);
        return cursor;
    }

    /** Goes up with every write; a cursor is good for one value of it. */
    long changes() {
        return changes;
    }

    void closed(BatchCursor cursor) {
        cursors.remove(cursor);
    }

    @Override
    public void commit() {
        checkOpen();
        open = false;
        try {
            writes.put(database.ownFamily(), OwnRows.KEY, ownRows.encode());
            database.rocks().write(options, writes);
        } catch (RocksDBException e) {
            throw database.failed("write", e);
        }
        meta.commit();
        engine.committed(database, ownRows);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        open = false;
        closed = true;
        List.copyOf(cursors).forEach(BatchCursor::close);
        writes.close();
        meta.close();
        engine.endBatch(database);
    }

    private OwnWrites own(Keyspace keyspace) {
        return own.computeIfAbsent(keyspace, any -> new OwnWrites());
    }

    private void beginWrite() {
        checkOpen();
        changes++;
    }

    private void checkOpen() {
        if (!open) {
            throw new IllegalStateException("the batch is committed or closed");
        }
    }
}
