package io.metastore.mvcc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import io.metastore.engine.WriteBatch;
import java.util.Arrays;

/**
 * The rows of META that belong to this package, numbers of 8 bytes each:
 *
 * <ul>
 *   <li>{@code revision}: the last main revision that was used; 1 when absent.
 *   <li>{@code compact}: what was last compacted to, as reads see it; -1 when absent.
 *   <li>{@code compact-before}: what was compacted to before that; absent when unknown.
 *   <li>{@code compacted}: the last compaction whose rows are all gone; -1 when absent.
 *   <li>{@code compacting}: target, main and sub revision of the next row of the compaction that is
 *       being worked on; absent when there is none. See {@link Compactor}.
 * </ul>
 */
final class MetaRows {
    static final long FIRST_REVISION = 1;
    static final long NEVER_COMPACTED = -1;

    static final byte[] REVISION = "revision".getBytes(US_ASCII);
    static final byte[] COMPACT = "compact".getBytes(US_ASCII);
    static final byte[] COMPACT_BEFORE = "compact-before".getBytes(US_ASCII);
    static final byte[] COMPACTED = "compacted".getBytes(US_ASCII);
    static final byte[] COMPACTING = "compacting".getBytes(US_ASCII);

    private MetaRows() {}

    static long revision(View view) {
        return number(view, REVISION, FIRST_REVISION);
    }

    static long compact(View view) {
        return number(view, COMPACT, NEVER_COMPACTED);
    }

    /** The compaction before the last one, -1 when there was none. */
    static long compactBefore(View view) {
        return number(view, COMPACT_BEFORE, NEVER_COMPACTED);
    }

    static long compacted(View view) {
        return number(view, COMPACTED, NEVER_COMPACTED);
    }

    /** Whether the row tells how far compaction has come here, which differs between members. */
    static boolean isProgress(byte[] key) {
        return Arrays.equals(key, COMPACTED) || Arrays.equals(key, COMPACTING);
    }

    static void put(WriteBatch batch, byte[] name, long number) {
        batch.put(Keyspace.META, name, BigEndian.of(number));
    }

    private static long number(View view, byte[] name, long absent) {
        byte[] row = view.get(Keyspace.META, name);
        return row == null ? absent : BigEndian.get(row, 0);
    }
}
