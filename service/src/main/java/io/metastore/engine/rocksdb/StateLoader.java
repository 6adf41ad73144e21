package io.metastore.engine.rocksdb;

import io.metastore.engine.CorruptSnapshotException;
import io.metastore.engine.Keyspace;
import io.metastore.engine.RowSummary;
import io.metastore.engine.SnapshotSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** Fills a new database with rows that come in order. Nobody reads it before it is complete. */
final class StateLoader implements SnapshotSource.RowReceiver, AutoCloseable {
    private static final long BATCH_BYTES = 1024 * 1024;

    private final Database database;
    private final RowSummary summary;
    private final WriteBatch batch = new WriteBatch();
    private final WriteOptions options = new WriteOptions().setDisableWAL(true);
    private @Nullable Keyspace lastKeyspace;
    private byte[] lastKey = new byte[0];
    private long latestRows;

    StateLoader(Database database, RowSummary summary) {
        this.database = database;
        this.summary = summary;
    }

    void load(SnapshotSource source) {
        source.forEach(this);
        OwnRows own = new OwnRows(source.appliedIndex(), source.appliedTerm(), latestRows);
        try {
            batch.put(database.ownFamily(), OwnRows.KEY, own.encode());
            write();
        } catch (RocksDBException e) {
            throw database.failed("write", e);
        }
    }

    @Override
    public void row(Keyspace keyspace, byte[] key, byte[] value) {
        if (lastKeyspace != null && !isAfterLast(lastKeyspace, keyspace, key)) {
            throw new CorruptSnapshotException("rows are out of order in keyspace " + keyspace);
        }
        lastKeyspace = keyspace;
        lastKey = key;
        try {
            batch.put(database.family(keyspace), key, value);
            if (keyspace == Keyspace.LATEST) {
                latestRows++;
                batch.put(database.summaryFamily(), key, summary.of(value));
            }
            if (batch.getDataSize() >= BATCH_BYTES) {
                write();
            }
        } catch (RocksDBException e) {
            throw database.failed("write", e);
        }
    }

    private void write() throws RocksDBException {
        database.rocks().write(options, batch);
        batch.clear();
    }

    private boolean isAfterLast(Keyspace last, Keyspace keyspace, byte[] key) {
        int order = keyspace.compareTo(last);
        return order > 0 || (order == 0 && Arrays.compareUnsigned(lastKey, key) < 0);
    }

    @Override
    public void close() {
        batch.close();
        options.close();
    }
}
