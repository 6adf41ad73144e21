package io.metastore.engine.memory;

import io.metastore.engine.Cursor;

/** A cursor over the tree of an open batch: refuses to go on once the batch wrote again. */
final class BatchCursor implements Cursor {
    private final MemoryWriteBatch batch;
    private final Cursor cursor;
    private final long writes;

    BatchCursor(MemoryWriteBatch batch, Cursor cursor) {
        this.batch = batch;
        this.cursor = cursor;
        this.writes = batch.writes();
    }

    @Override
    public boolean next() {
        if (batch.writes() != writes) {
            throw new IllegalStateException("the batch has written since the cursor was opened");
        }
        return cursor.next();
    }

    @Override
    public byte[] key() {
        return cursor.key();
    }

    @Override
    public byte[] value() {
        return cursor.value();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
