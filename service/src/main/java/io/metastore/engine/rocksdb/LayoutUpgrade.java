package io.metastore.engine.rocksdb;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.RowSummary;

/**
 * Brings a database of an earlier layout to the present one: adds the summaries of the rows in
 * LATEST. The layout is noted last, so that what a crash interrupts is done again from the
 * beginning.
 */
final class LayoutUpgrade {
    private LayoutUpgrade() {}

    /** Does nothing when there is nothing to do. Nobody else may use the database meanwhile. */
    static void run(Database database, RowSummary summary) {
        if (OwnRows.areCurrent(database)) {
            return;
        }
        try (BulkWrites writes = new BulkWrites(database);
                Cursor rows =
                        database.scan(Keyspace.LATEST, new byte[0], null, Direction.FORWARD)) {
            while (rows.next()) {
                writes.put(database.summaryFamily(), rows.key(), summary.of(rows.value()));
            }
            byte[] own = OwnRows.read(database).encode();
            writes.put(database.ownFamily(), OwnRows.KEY, own);
            writes.write();
        }
        Maintenance.flush(database);
    }
}
