package io.metastore.engine.rocksdb;

import io.metastore.engine.Cursor;

/** No rows. */
final class EmptyCursor implements Cursor {
    static final EmptyCursor INSTANCE = new EmptyCursor();

    private EmptyCursor() {}

    @Override
    public boolean next() {
        return false;
    }

    @Override
    public byte[] key() {
        throw new IllegalStateException("the cursor is not on a row");
    }

    @Override
    public byte[] value() {
        throw new IllegalStateException("the cursor is not on a row");
    }

    @Override
    public void close() {
        // There is nothing to let go of.
    }
}
