package io.metastore.engine.rocksdb;

import io.metastore.engine.Cursor;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Merges committed rows with those of a batch, which win. */
final class OverlayCursor implements Cursor {
    private final Cursor committed;
    private final Iterator<Map.Entry<byte[], byte[]>> written;
    private final boolean forward;
    private boolean started;
    private boolean committedAhead;
    private Map.@Nullable Entry<byte[], byte[]> writtenAhead;

    /** Where the current row comes from; null when it is the committed cursor's. */
    private Map.@Nullable Entry<byte[], byte[]> current;

    private boolean onRow;

    OverlayCursor(Cursor committed, NavigableMap<byte[], byte[]> written, boolean forward) {
        this.committed = committed;
        this.written = written.entrySet().iterator();
        this.forward = forward;
    }

    @Override
    public boolean next() {
        if (!started) {
            started = true;
            moveCommitted();
            moveWritten();
        } else if (onRow && current == null) {
            moveCommitted();
        }
        onRow = false;
        while (committedAhead || writtenAhead != null) {
            if (take()) {
                onRow = true;
                return true;
            }
        }
        return false;
    }

    /** Takes the nearer of the two rows; false when it turns out to have been removed. */
    private boolean take() {
        Map.Entry<byte[], byte[]> entry = writtenAhead;
        int order = entry == null ? -1 : committedAhead ? compare(entry) : 1;
        if (entry == null || order < 0) {
            current = null;
            return true;
        }
        if (order == 0) {
            moveCommitted();
        }
        moveWritten();
        current = entry;
        return entry.getValue() != OwnWrites.REMOVED;
    }

    private int compare(Map.Entry<byte[], byte[]> entry) {
        int order = Arrays.compareUnsigned(committed.key(), entry.getKey());
        return forward ? order : -order;
    }

    private void moveCommitted() {
        committedAhead = committed.next();
    }

    private void moveWritten() {
        writtenAhead = written.hasNext() ? written.next() : null;
    }

    @Override
    public byte[] key() {
        checkOnRow();
        return current == null ? committed.key() : current.getKey();
    }

    @Override
    public byte[] value() {
        checkOnRow();
        return current == null ? committed.value() : current.getValue();
    }

    private void checkOnRow() {
        if (!onRow) {
            throw new IllegalStateException("the cursor is not on a row");
        }
    }

    @Override
    public void close() {
        onRow = false;
        committedAhead = false;
        writtenAhead = null;
        started = true;
        committed.close();
    }
}
