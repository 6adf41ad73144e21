package io.metastore.mvcc;

import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import org.jspecify.annotations.Nullable;

/**
 * The compaction that is being worked on.
 *
 * @param target the revision it compacts to
 * @param next where the walk through HISTORY goes on
 */
record CompactionProgress(long target, Revision next) {
    private static final int LENGTH = 3 * Long.BYTES;

    /** What is to be done next in {@code view}, or null when every compaction is finished. */
    static @Nullable CompactionProgress of(View view) {
        byte[] row = view.get(Keyspace.META, MetaRows.COMPACTING);
        if (row != null) {
            return parse(row);
        }
        long target = MetaRows.compact(view);
        long finished = MetaRows.compacted(view);
        return target == finished
                ? null
                : new CompactionProgress(target, new Revision(Math.max(0, finished), 0));
    }

    byte[] toRow() {
        byte[] row = new byte[LENGTH];
        BigEndian.put(row, 0, target);
        BigEndian.put(row, Long.BYTES, next.main());
        BigEndian.put(row, 2 * Long.BYTES, next.sub());
        return row;
    }

    private static CompactionProgress parse(byte[] row) {
        return new CompactionProgress(
                BigEndian.get(row, 0),
                new Revision(BigEndian.get(row, Long.BYTES), BigEndian.get(row, 2 * Long.BYTES)));
    }
}
