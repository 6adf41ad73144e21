package io.metastore.mvcc;

import java.util.Arrays;

/**
 * Keys of INDEX rows: the escaped user key, then main and sub revision, both descending.
 *
 * <p>Escaping writes 0x00 as 0x00 0xFF and ends the key with 0x00 0x01. The end sorts below every
 * continuation of the key (0x00 0xFF, or any byte above 0x00), therefore rows sort by user key
 * first, whatever bytes it holds, and the rows of one key stand together, newest first.
 */
final class IndexKey {
    private static final int REVISION_LENGTH = 2 * Long.BYTES;
    private static final byte ESCAPED_ZERO = (byte) 0xFF;
    private static final byte TERMINATOR = 0x01;

    private IndexKey() {}

    /** The row of one change. */
    static byte[] of(byte[] userKey, long main, long sub) {
        return withRevision(escape(userKey, REVISION_LENGTH), main, sub);
    }

    /** At or before the newest row of {@code userKey}, after every row of smaller keys. */
    static byte[] startOf(byte[] userKey) {
        return escape(userKey, 0);
    }

    /** After the oldest row of {@code userKey}, before every row of greater keys. */
    static byte[] endOf(byte[] userKey) {
        return after(escape(userKey, 0));
    }

    /**
     * The newest row that the key of {@code row} may have at or below main revision {@code main}.
     */
    static byte[] sameKeyAtMost(byte[] row, long main) {
        return withRevision(row.clone(), main, Long.MAX_VALUE);
    }

    /** After the oldest row of the key that {@code row} belongs to. */
    static byte[] afterSameKey(byte[] row) {
        return after(Arrays.copyOf(row, row.length - REVISION_LENGTH));
    }

    static boolean sameKey(byte[] row, byte[] other) {
        return row.length == other.length
                && Arrays.equals(
                        row,
                        0,
                        row.length - REVISION_LENGTH,
                        other,
                        0,
                        other.length - REVISION_LENGTH);
    }

    /** Whether these bytes end like the key of a row that this class could have made. */
    static boolean isValid(byte[] row) {
        int end = row.length - REVISION_LENGTH;
        return end >= 2
                && row[end - 1] == TERMINATOR
                && row[end - 2] == 0
                && main(row) >= 0
                && sub(row) >= 0;
    }

    static long main(byte[] row) {
        return ~BigEndian.get(row, row.length - REVISION_LENGTH);
    }

    static long sub(byte[] row) {
        return ~BigEndian.get(row, row.length - Long.BYTES);
    }

    private static byte[] withRevision(byte[] row, long main, long sub) {
        BigEndian.put(row, row.length - REVISION_LENGTH, ~main);
        BigEndian.put(row, row.length - Long.BYTES, ~sub);
        return row;
    }

    private static byte[] after(byte[] escaped) {
        escaped[escaped.length - 1] = TERMINATOR + 1;
        return escaped;
    }

    private static byte[] escape(byte[] userKey, int room) {
        int zeros = 0;
        for (byte b : userKey) {
            if (b == 0) {
                zeros++;
            }
        }
        byte[] row = new byte[userKey.length + zeros + 2 + room];
        int at = 0;
        for (byte b : userKey) {
            row[at++] = b;
            if (b == 0) {
                row[at++] = ESCAPED_ZERO;
            }
        }
        row[at] = 0;
        row[at + 1] = TERMINATOR;
        return row;
    }
}
