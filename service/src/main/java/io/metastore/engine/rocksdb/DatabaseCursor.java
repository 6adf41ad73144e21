package io.metastore.engine.rocksdb;

import io.metastore.engine.Cursor;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/**
 * The rows of one column family between two bounds. The database is told the bounds, so that it
 * does not look for a next row behind them. Values are fetched when they are asked for.
 */
final class DatabaseCursor implements Cursor {
    private final Database database;
    private final Bounds bounds;
    private final Runnable closed;
    private final @Nullable Slice lower;
    private final @Nullable Slice upper;
    private final ReadOptions options;
    private final RocksIterator rows;
    private State state = State.NEW;
    private byte @Nullable [] key;
    private byte @Nullable [] value;

    private enum State {
        NEW,
        ON_ROW,
        ENDED,
        CLOSED
    }

    private DatabaseCursor(
            Database database,
            ColumnFamilyHandle family,
            org.rocksdb.@Nullable Snapshot snapshot,
            Bounds bounds,
            Runnable closed) {
        this.database = database;
        this.bounds = bounds;
        this.closed = closed;
        byte[] to = bounds.to();
        this.lower = bounds.from().length == 0 ? null : new Slice(bounds.from());
        this.upper = to == null ? null : new Slice(to);
        this.options = new ReadOptions();
        if (snapshot != null) {
            options.setSnapshot(snapshot);
        }
        if (lower != null) {
            options.setIterateLowerBound(lower);
        }
        if (upper != null) {
            options.setIterateUpperBound(upper);
        }
        this.rows = database.rocks().newIterator(family, options);
    }

    /**
     * @param snapshot what is read, or null for the newest commit
     * @param closed told once when the cursor has let go of the database
     */
    static Cursor open(
            Database database,
            ColumnFamilyHandle family,
            org.rocksdb.@Nullable Snapshot snapshot,
            Bounds bounds,
            Runnable closed) {
        if (bounds.isEmpty()) {
            closed.run();
            return EmptyCursor.INSTANCE;
        }
        try {
            return new DatabaseCursor(database, family, snapshot, bounds, closed);
        } catch (RuntimeException e) {
            closed.run();
            throw e;
        }
    }

    @Override
    public boolean next() {
        if (state == State.ENDED || state == State.CLOSED) {
            return false;
        }
        key = null;
        value = null;
        move();
        if (rows.isValid()) {
            return true;
        }
        state = State.ENDED;
        try {
            rows.status();
        } catch (RocksDBException e) {
            throw database.failed("read", e);
        }
        return false;
    }

    /** Goes over the rows up to a number and tells how many there were; reads no key. */
    long skip(long max) {
        long count = 0;
        while (count < max && next()) {
            count++;
        }
        return count;
    }

    private void move() {
        if (state == State.NEW) {
            state = State.ON_ROW;
            if (bounds.forward()) {
                rows.seekToFirst();
            } else {
                rows.seekToLast();
            }
        } else if (bounds.forward()) {
            rows.next();
        } else {
            rows.prev();
        }
    }

    @Override
    public byte[] key() {
        checkOnRow();
        byte[] current = key;
        if (current == null) {
            current = rows.key();
            key = current;
        }
        return current;
    }

    @Override
    public byte[] value() {
        checkOnRow();
        byte[] current = value;
        if (current == null) {
            current = rows.value();
            value = current;
        }
        return current;
    }

    private void checkOnRow() {
        if (state != State.ON_ROW) {
            throw new IllegalStateException("the cursor is not on a row");
        }
    }

    @Override
    public void close() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        rows.close();
        options.close();
        if (lower != null) {
            lower.close();
        }
        if (upper != null) {
            upper.close();
        }
        closed.run();
    }
}
