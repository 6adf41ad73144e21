package io.metastore.engine.rocksdb;

import io.metastore.engine.CorruptSnapshotException;
import io.metastore.engine.Keyspace;
import io.metastore.engine.RowSummary;
import io.metastore.engine.SnapshotSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Fills a new database with rows that come in order. Nobody reads it before it is complete. */
final class StateLoader implements SnapshotSource.RowReceiver, AutoCloseable {
    private final Database database;
    private final RowSummary summary;
    private final BulkWrites writes;
    private @Nullable Keyspace lastKeyspace;
    private byte[] lastKey = new byte[0];
    private long latestRows;

    StateLoader(Database database, RowSummary summary) {
        this.database = database;
        this.summary = summary;
        this.writes = new BulkWrites(database);
    }

    void load(SnapshotSource source) {
        source.forEach(this);
        OwnRows own = new OwnRows(source.appliedIndex(), source.appliedTerm(), latestRows);
        writes.put(database.ownFamily(), OwnRows.KEY, own.encode());
        writes.write();
    }

    @Override
    public void row(Keyspace keyspace, byte[] key, byte[] value) {
        if (lastKeyspace != null && !isAfterLast(lastKeyspace, keyspace, key)) {
            throw new CorruptSnapshotException("rows are out of order in keyspace " + keyspace);
        }
        lastKeyspace = keyspace;
        lastKey = key;
        writes.put(database.family(keyspace), key, value);
        if (keyspace == Keyspace.LATEST) {
            latestRows++;
            writes.put(database.summaryFamily(), key, summary.of(value));
        }
    }

    private boolean isAfterLast(Keyspace last, Keyspace keyspace, byte[] key) {
        int order = keyspace.compareTo(last);
        return order > 0 || (order == 0 && Arrays.compareUnsigned(lastKey, key) < 0);
    }

    @Override
    public void close() {
        writes.close();
    }
}
