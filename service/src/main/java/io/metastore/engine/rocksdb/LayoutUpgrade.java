package io.metastore.engine.rocksdb;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.RowSummary;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Brings a database of an earlier layout to the present one: adds the summaries of the rows in
 * LATEST. The layout is noted last, so that what a crash interrupts is done again from the
 * beginning.
 */
final class LayoutUpgrade implements AutoCloseable {
    private static final long BATCH_BYTES = 1024 * 1024;

    private final Database database;
    private final RowSummary summary;
    private final WriteBatch batch = new WriteBatch();
    private final WriteOptions options = new WriteOptions().setDisableWAL(true);

    private LayoutUpgrade(Database database, RowSummary summary) {
        this.database = database;
        this.summary = summary;
    }

    /** Does nothing when there is nothing to do. Nobody else may use the database meanwhile. */
    static void run(Database database, RowSummary summary) {
        if (OwnRows.areCurrent(database)) {
            return;
        }
        try (LayoutUpgrade upgrade = new LayoutUpgrade(database, summary)) {
            upgrade.run();
        } catch (RocksDBException e) {
            throw database.failed("write", e);
        }
        Maintenance.flush(database);
    }

    private void run() throws RocksDBException {
        try (Cursor rows = database.scan(Keyspace.LATEST, new byte[0], null, Direction.FORWARD)) {
            while (rows.next()) {
                batch.put(database.summaryFamily(), rows.key(), summary.of(rows.value()));
                if (batch.getDataSize() >= BATCH_BYTES) {
                    write();
                }
            }
        }
        batch.put(database.ownFamily(), OwnRows.KEY, OwnRows.read(database).encode());
        write();
    }

    private void write() throws RocksDBException {
        database.rocks().write(options, batch);
        batch.clear();
    }

    @Override
    public void close() {
        batch.close();
        options.close();
    }
}
