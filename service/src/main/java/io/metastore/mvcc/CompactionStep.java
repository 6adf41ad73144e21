package io.metastore.mvcc;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import io.metastore.engine.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one step of a compaction removes. The walk goes up through HISTORY; for each row it finds
 *
 * <ol>
 *   <li>the version before it of the same key is superseded, and goes. Everything older went when
 *       the walk passed that version, in this compaction or an earlier one;
 *   <li>the row itself goes if it is a tombstone below the target. One exactly at the target stays,
 *       because a watch may still begin there, until the next compaction begins its walk with it.
 * </ol>
 */
final class CompactionStep {
    private final View view;
    private final CompactionProgress from;
    private final List<byte[]> historyKeys = new ArrayList<>();
    private final List<byte[]> indexKeys = new ArrayList<>();
    private @Nullable Revision next;

    private CompactionStep(View view, CompactionProgress from) {
        this.view = view;
        this.from = from;
    }

    /** Looks at up to {@code rowsMax} rows of {@code view} and notes what has to go. */
    static CompactionStep plan(View view, CompactionProgress from, int rowsMax) {
        CompactionStep step = new CompactionStep(view, from);
        step.walk(rowsMax);
        return step;
    }

    /** How many versions were noted. */
    int versions() {
        return historyKeys.size();
    }

    /** Removes what was noted, and records how far the compaction has come. */
    void apply(WriteBatch batch) {
        historyKeys.forEach(key -> batch.delete(Keyspace.HISTORY, key));
        indexKeys.forEach(key -> batch.delete(Keyspace.INDEX, key));
        if (next != null) {
            CompactionProgress progress = new CompactionProgress(from.target(), next);
            batch.put(Keyspace.META, MetaRows.COMPACTING, progress.toRow());
        } else {
            MetaRows.put(batch, MetaRows.COMPACTED, from.target());
            batch.delete(Keyspace.META, MetaRows.COMPACTING);
        }
    }

    private void walk(int rowsMax) {
        byte[] start = HistoryKey.startOf(from.next());
        byte[] end = HistoryKey.startOf(new Revision(from.target() + 1, 0));
        int rows = 0;
        try (Cursor cursor = view.scan(Keyspace.HISTORY, start, end, Direction.FORWARD)) {
            while (cursor.next()) {
                if (rows++ == rowsMax) {
                    next = HistoryKey.revision(cursor.key());
                    return;
                }
                visit(cursor.key(), Records.parse(cursor.value()).getKey().toByteArray());
            }
        }
    }

    private void visit(byte[] historyKey, byte[] userKey) {
        Revision revision = HistoryKey.revision(historyKey);
        byte[] indexKey = IndexKey.of(userKey, revision.main(), revision.sub());
        noteVersionBefore(indexKey);
        if (HistoryKey.kind(historyKey) == ChangeKind.TOMBSTONE
                && revision.main() < from.target()) {
            historyKeys.add(historyKey);
            indexKeys.add(indexKey);
        }
    }

    private void noteVersionBefore(byte[] indexKey) {
        byte[] end = IndexKey.afterSameKey(indexKey);
        try (Cursor older = view.scan(Keyspace.INDEX, indexKey, end, Direction.FORWARD)) {
            boolean itself = older.next();
            if (itself && older.next()) {
                byte[] row = older.key();
                ChangeKind kind = ChangeKind.ofRow(older.value());
                historyKeys.add(HistoryKey.of(IndexKey.main(row), IndexKey.sub(row), kind));
                indexKeys.add(row);
            }
        }
    }
}
