package io.metastore.mvcc;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Steps through the keys of a range that live at a past revision, in key order.
 *
 * <p>The rows of a key stand newest first: the first one at or below the revision decides. Versions
 * that do not matter are read over one by one as long as they are few; behind {@link #STRIDE} of
 * them a new scan jumps over the rest, so that a key with a long history costs no more than others.
 */
final class IndexWalk implements AutoCloseable {
    private static final int STRIDE = 8;

    private final View view;
    private final long revision;
    private final byte @Nullable [] to;
    private Cursor cursor;
    private byte @Nullable [] decided;
    private int readOver;

    IndexWalk(View view, KeyRange range, long revision) {
        this.view = view;
        this.revision = revision;
        this.to = range.indexTo();
        this.cursor = view.scan(Keyspace.INDEX, range.indexFrom(), to, Direction.FORWARD);
    }

    /** Moves to the next live key; false behind the last one. */
    boolean next() {
        while (cursor.next()) {
            byte[] row = cursor.key();
            if (decided != null && IndexKey.sameKey(row, decided)) {
                readOver(IndexKey.afterSameKey(row));
            } else if (IndexKey.main(row) > revision) {
                readOver(IndexKey.sameKeyAtMost(row, revision));
            } else {
                decided = row;
                readOver = 0;
                if (ChangeKind.ofRow(cursor.value()) == ChangeKind.PUT) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The main revision of the current key's version. */
    long main() {
        return IndexKey.main(cursor.key());
    }

    /** The sub revision of the current key's version. */
    long sub() {
        return IndexKey.sub(cursor.key());
    }

    private void readOver(byte[] target) {
        if (++readOver < STRIDE) {
            return;
        }
        readOver = 0;
        cursor.close();
        boolean pastEnd = to != null && Arrays.compareUnsigned(target, to) > 0;
        cursor = view.scan(Keyspace.INDEX, pastEnd ? to : target, to, Direction.FORWARD);
    }

    @Override
    public void close() {
        cursor.close();
    }
}
