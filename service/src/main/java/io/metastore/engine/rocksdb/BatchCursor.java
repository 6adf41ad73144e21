package io.metastore.engine.rocksdb;

import io.metastore.engine.Cursor;

/** A cursor of a batch: good until the batch's next write. */
final class BatchCursor implements Cursor {
    private final RocksDbWriteBatch batch;
    private final Cursor rows;
    private final long changes;

    BatchCursor(RocksDbWriteBatch batch, Cursor rows) {
        this.batch = batch;
        this.rows = rows;
        this.changes = batch.changes();
    }

    @Override
    public boolean next() {
        if (batch.changes() != changes) {
            throw new IllegalStateException("the batch was written to since the scan began");
        }
        return rows.next();
    }

    @Override
    public byte[] key() {
        return rows.key();
    }

    @Override
    public byte[] value() {
        return rows.value();
    }

    @Override
    public void close() {
        rows.close();
        batch.closed(this);
    }
}
