package io.metastore.engine.rocksdb;

import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Many rows for a database that nobody else uses yet, written in batches of bounded size. What was
 * not {@link #write written} is discarded by the close.
 */
final class BulkWrites implements AutoCloseable {
    private static final long BATCH_BYTES = 1024 * 1024;

    private final Database database;
    private final WriteBatch batch = new WriteBatch();
    private final WriteOptions options = new WriteOptions().setDisableWAL(true);

    BulkWrites(Database database) {
        this.database = database;
    }

    void put(ColumnFamilyHandle family, byte[] key, byte[] value) {
        try {
            batch.put(family, key, value);
        } catch (RocksDBException e) {
            throw database.failed("write", e);
        }
        if (batch.getDataSize() >= BATCH_BYTES) {
            write();
        }
    }

    /** Hands over what has been put so far. */
    void write() {
        try {
            database.rocks().write(options, batch);
            batch.clear();
        } catch (RocksDBException e) {
            throw database.failed("write", e);
        }
    }

    @Override
    public void close() {
        batch.close();
        options.close();
    }
}
