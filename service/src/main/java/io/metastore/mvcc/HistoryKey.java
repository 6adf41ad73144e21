package io.metastore.mvcc;

import java.util.HexFormat;

/** Keys of HISTORY rows: main revision, {@code '_'}, sub revision, {@code 't'} on a tombstone. */
final class HistoryKey {
    private static final int SUB_OFFSET = Long.BYTES + 1;
    private static final int LENGTH = SUB_OFFSET + Long.BYTES;

    private HistoryKey() {}

    static byte[] of(long main, long sub, ChangeKind kind) {
        boolean tombstone = kind == ChangeKind.TOMBSTONE;
        byte[] key = new byte[tombstone ? LENGTH + 1 : LENGTH];
        BigEndian.put(key, 0, main);
        key[Long.BYTES] = '_';
        BigEndian.put(key, SUB_OFFSET, sub);
        if (tombstone) {
            key[LENGTH] = 't';
        }
        return key;
    }

    /** At or before every row of {@code revision} and after every row of those before it. */
    static byte[] startOf(Revision revision) {
        return of(revision.main(), revision.sub(), ChangeKind.PUT);
    }

    /** Throws {@link IllegalArgumentException} unless the bytes are a key of history. */
    static void check(byte[] key) {
        if (!isValid(key)) {
            throw new IllegalArgumentException("no revision: " + HexFormat.of().formatHex(key));
        }
    }

    static Revision revision(byte[] key) {
        return new Revision(main(key), BigEndian.get(key, SUB_OFFSET));
    }

    static long main(byte[] key) {
        return BigEndian.get(key, 0);
    }

    /** Whether these bytes are the key of a row that this class could have made. */
    static boolean isValid(byte[] key) {
        boolean length = key.length == LENGTH || (key.length == LENGTH + 1 && key[LENGTH] == 't');
        return length
                && key[Long.BYTES] == '_'
                && main(key) >= 0
                && BigEndian.get(key, SUB_OFFSET) >= 0;
    }

    static ChangeKind kind(byte[] key) {
        return key.length > LENGTH ? ChangeKind.TOMBSTONE : ChangeKind.PUT;
    }
}
