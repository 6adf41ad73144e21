package io.metastore.engine.rocksdb;

import io.metastore.engine.Cursor;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an open batch has written into one keyspace, in order. Confined to the batch's thread. */
final class OwnWrites {
    /** Stands where a row was removed; compared by reference. */
    static final byte[] REMOVED = new byte[0];

    private final TreeMap<byte[], byte[]> rows = new TreeMap<>(Arrays::compareUnsigned);

    void put(byte[] key, byte[] value) {
        // An empty value handed in must not be taken for the mark.
        rows.put(key, value);
    }

    void remove(byte[] key) {
        rows.put(key, REMOVED);
    }

    /** The value written, {@link #REMOVED}, or null when the batch did not touch the row. */
    byte @Nullable [] get(byte[] key) {
        return rows.isEmpty() ? null : rows.get(key);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The rows of the database with what was written on top; closes the database's cursor. */
    Cursor over(Cursor committed, Bounds bounds) {
        return new OverlayCursor(committed, within(bounds), bounds.forward());
    }

    private NavigableMap<byte[], byte[]> within(Bounds bounds) {
        byte[] to = bounds.to();
        NavigableMap<byte[], byte[]> map = rows.tailMap(bounds.from(), true);
        map = to == null ? map : map.headMap(to, false);
        return bounds.forward() ? map : map.descendingMap();
    }
}
