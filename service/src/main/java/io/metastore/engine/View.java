package io.metastore.engine;

import org.jspecify.annotations.Nullable;

/** Ordered reads of a state. Keys compare as unsigned bytes. */
public interface View {
    /** The value at {@code key}, or null. Not to be changed by the caller. */
    byte @Nullable [] get(Keyspace keyspace, byte[] key);

    /**
     * Says about the row of {@link Keyspace#LATEST} at {@code key} what its {@link RowSummary}
     * says: either that summary, or the whole value where this takes no longer; null when there is
     * no row. Not to be changed by the caller.
     */
    default byte @Nullable [] getSummary(byte[] key) {
        return get(Keyspace.LATEST, key);
    }

    /**
     * The rows with {@code from <= key < to}.
     *
     * @param to the first key that no longer belongs to the scan, or null for no upper bound
     */
    Cursor scan(Keyspace keyspace, byte[] from, byte @Nullable [] to, Direction direction);

    /** The number of rows with {@code from <= key < to}; an engine may know it without a scan. */
    default long count(Keyspace keyspace, byte[] from, byte @Nullable [] to) {
        return countUpTo(keyspace, from, to, Long.MAX_VALUE);
    }

    /** The number of rows with {@code from <= key < to}, or {@code max} if there are more. */
    default long countUpTo(Keyspace keyspace, byte[] from, byte @Nullable [] to, long max) {
        long rows = 0;
        try (Cursor cursor = scan(keyspace, from, to, Direction.FORWARD)) {
            while (rows < max && cursor.next()) {
                rows++;
            }
        }
        return rows;
    }
}
