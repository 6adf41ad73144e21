package io.metastore.mvcc;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * The rule of etcd's hash written down the way etcd does it: the whole history ever written, and a
 * set of what a compaction to the revision keeps.
 */
final class HashModel {
    /** A row as it was written. */
    private record Row(String key, Revision revision, boolean tombstone, List<byte[]> bytes) {}

    private final List<Row> rows = new ArrayList<>();
    private long seen;

    /** Takes in what has been written since the last call; to be called before it is compacted. */
    void observe(View view) {
        try (Cursor cursor =
                view.scan(
                        Keyspace.HISTORY,
                        HistoryKey.startOf(new Revision(seen + 1, 0)),
                        null,
                        Direction.FORWARD)) {
            while (cursor.next()) {
                rows.add(
                        new Row(
                                Records.parse(cursor.value()).getKey().toStringUtf8(),
                                HistoryKey.revision(cursor.key()),
                                HistoryKey.kind(cursor.key()) == ChangeKind.TOMBSTONE,
                                List.of(cursor.key(), cursor.value())));
                seen = HistoryKey.main(cursor.key());
            }
        }
    }

    /** What HashKV answers on demand. */
    int onDemand(long compact, long revision) {
        return hash(compact, revision, kept(revision, false));
    }

    /** What a compaction to {@code target} leaves, when the one before went to {@code before}. */
    int atCompaction(long before, long target) {
        return hash(before, target, kept(target, true));
    }

    private int hash(long compact, long revision, Set<Revision> kept) {
        // Rows that the compaction before has removed, and would have if it is under way.
        Set<Revision> present = kept(compact, true);
        var hash = new CRC32C();
        hash.update("key".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        for (Row row : rows) {
            long main = row.revision().main();
            boolean old = main <= compact;
            boolean skipped =
                    main > revision
                            || (old && !present.contains(row.revision()))
                            || (old && !kept.isEmpty() && !kept.contains(row.revision()))
                            || (main == compact && row.tombstone());
            if (!skipped) {
                row.bytes().forEach(hash::update);
            }
        }
        return (int) hash.getValue();
    }

    /** The newest row of each key; one that is a tombstone only at exactly the revision. */
    private Set<Revision> kept(long revision, boolean tombstones) {
        Map<String, Row> newest = new HashMap<>();
        rows.stream()
                .filter(row -> row.revision().main() <= revision)
                .forEach(row -> newest.put(row.key(), row));
        Set<Revision> kept = new HashSet<>();
        for (Row row : newest.values()) {
            if (!row.tombstone() || (tombstones && row.revision().main() == revision)) {
                kept.add(row.revision());
            }
        }
        return kept;
    }
}
