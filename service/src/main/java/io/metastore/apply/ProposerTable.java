package io.metastore.apply;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import io.metastore.engine.WriteBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Remembers which entries of which proposer have been applied, so that one that was retried, and is
 * in the log twice, has its effect once. Part of the replicated state: every member decides alike.
 *
 * <p>Per proposer: the highest sequence applied and a window of {@value #WINDOW} below it. A
 * proposer keeps fewer entries than that in flight, so whatever lies below the window has been
 * applied or was given up as unknown. The table keeps the {@value #PROPOSERS_MAX} proposers that
 * applied last; a proposer is one start of one member.
 */
final class ProposerTable {
    static final int WINDOW = Long.SIZE;
    static final int PROPOSERS_MAX = 64;

    private static final byte[] PREFIX = "proposer/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PREFIX_END = "proposer0".getBytes(StandardCharsets.US_ASCII);

    private ProposerTable() {}

    /**
     * Decides whether an entry is applied, and records it if so.
     *
     * @param index log index of the entry
     * @return false when it was applied before
     */
    static boolean admit(WriteBatch batch, long proposerId, long sequence, long index) {
        byte[] key = key(proposerId);
        byte[] row = batch.get(Keyspace.META, key);
        if (row == null) {
            evictOldest(batch);
            batch.put(Keyspace.META, key, encode(sequence, 1, index));
            return true;
        }
        ByteBuffer fields = ByteBuffer.wrap(row);
        long highest = fields.getLong();
        long applied = fields.getLong();
        long above = sequence - highest;
        if (above > 0) {
            long window = above >= WINDOW ? 1 : applied << above | 1;
            batch.put(Keyspace.META, key, encode(sequence, window, index));
            return true;
        }
        if (-above >= WINDOW || (applied >>> -above & 1) == 1) {
            return false;
        }
        batch.put(Keyspace.META, key, encode(highest, applied | 1L << -above, index));
        return true;
    }

    private static void evictOldest(WriteBatch batch) {
        int count = 0;
        long oldestIndex = Long.MAX_VALUE;
        byte[] oldest = PREFIX;
        try (Cursor rows = scan(batch)) {
            while (rows.next()) {
                count++;
                long index = ByteBuffer.wrap(rows.value()).getLong(2 * Long.BYTES);
                if (index < oldestIndex) {
                    oldestIndex = index;
                    oldest = rows.key();
                }
            }
        }
        if (count >= PROPOSERS_MAX) {
            batch.delete(Keyspace.META, oldest);
        }
    }

    static int size(View view) {
        int count = 0;
        try (Cursor rows = scan(view)) {
            while (rows.next()) {
                count++;
            }
        }
        return count;
    }

    private static Cursor scan(View view) {
        return view.scan(Keyspace.META, PREFIX, PREFIX_END, Direction.FORWARD);
    }

    private static byte[] key(long proposerId) {
        return ByteBuffer.allocate(PREFIX.length + Long.BYTES)
                .put(PREFIX)
                .putLong(proposerId)
                .array();
    }

    private static byte[] encode(long highest, long applied, long index) {
        return ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(highest)
                .putLong(applied)
                .putLong(index)
                .array();
    }
}
