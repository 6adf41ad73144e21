package io.metastore.mvcc;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * One number over all that members agree on once they have applied the same entries, whatever
 * engine they keep it in: CRC32C over the following, numbers big endian.
 *
 * <ol>
 *   <li>The {@link HistoryHash} at the current revision (4 bytes).
 *   <li>Each row of {@code LATEST}, {@code LEASE}, {@code AUTH}, {@code MEMBER} and {@code META},
 *       in this order and by key: id of the keyspace (1), length of the key (4), length of the
 *       value (4), key, value. Rows of {@code META} about the progress of compaction are left out,
 *       because each member removes compacted rows at its own pace.
 * </ol>
 *
 * <p>{@code INDEX} is not in it: its rows follow from those of {@code HISTORY}.
 */
final class StateHash {
    private static final List<Keyspace> KEYSPACES =
            List.of(Keyspace.LATEST, Keyspace.LEASE, Keyspace.AUTH, Keyspace.MEMBER, Keyspace.META);

    private static final int ROW_HEADER_BYTES = 9;
    private static final byte[] FIRST = {};

    private StateHash() {}

    static HashAnswer of(View view) {
        Revisions revisions = Revisions.of(view);
        var scope =
                new HashScope(
                        MetaRows.compacted(view),
                        revisions.compact(),
                        revisions.current(),
                        HashScope.Kept.LIVING);
        var hash = new CRC32C();
        var header = ByteBuffer.allocate(ROW_HEADER_BYTES);
        hash.update(header.putInt(HistoryHash.of(view, scope).hash()).flip());
        for (Keyspace keyspace : KEYSPACES) {
            add(view, keyspace, header, hash);
        }
        return new HashAnswer(
                new StoreHash((int) hash.getValue(), revisions.compact(), revisions.current()),
                revisions.current());
    }

    private static void add(View view, Keyspace keyspace, ByteBuffer header, CRC32C hash) {
        try (Cursor rows = view.scan(keyspace, FIRST, null, Direction.FORWARD)) {
            while (rows.next()) {
                byte[] key = rows.key();
                byte[] value = rows.value();
                if (keyspace != Keyspace.META || !MetaRows.isProgress(key)) {
                    header.clear().put((byte) keyspace.id());
                    hash.update(header.putInt(key.length).putInt(value.length).flip());
                    hash.update(key);
                    hash.update(value);
                }
                Interruption.check();
            }
        }
    }
}
