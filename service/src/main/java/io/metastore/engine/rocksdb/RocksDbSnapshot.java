package io.metastore.engine.rocksdb;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;

/**
 * The state as of one commit. Keeps its database open, and the rows of that state on disk, until it
 * and every cursor over it have been closed.
 */
final class RocksDbSnapshot implements Snapshot {
    private final Database database;
    private final org.rocksdb.Snapshot snapshot;
    private final ReadOptions options;
    private final UseCount uses = new UseCount(this::release);

    /** What goes with this very state, or null when a commit came in between. */
    private final Database.@Nullable Published published;

    /**
     * @param database entered by the caller; left by this snapshot
     */
    RocksDbSnapshot(Database database) {
        this.database = database;
        this.snapshot = database.rocks().getSnapshot();
        this.options = new ReadOptions().setSnapshot(snapshot);
        Database.Published newest = database.published();
        this.published = newest.sequence() == snapshot.getSequenceNumber() ? newest : null;
    }

    @Override
    public byte @Nullable [] get(Keyspace keyspace, byte[] key) {
        enter();
        try {
            return keyspace == Keyspace.META && published != null
                    ? published.meta().get(keyspace, key)
                    : database.get(database.family(keyspace), options, key);
        } finally {
            uses.leave();
        }
    }

    @Override
    public byte @Nullable [] getSummary(byte[] key) {
        enter();
        try {
            return database.get(database.summaryFamily(), options, key);
        } finally {
            uses.leave();
        }
    }

    @Override
    public Cursor scan(Keyspace keyspace, byte[] from, byte @Nullable [] to, Direction direction) {
        enter();
        if (keyspace == Keyspace.META && published != null) {
            uses.leave();
            return published.meta().scan(keyspace, from, to, direction);
        }
        return open(database.family(keyspace), new Bounds(from, to, direction));
    }

    private Cursor open(ColumnFamilyHandle family, Bounds bounds) {
        return DatabaseCursor.open(database, family, snapshot, bounds, uses::leave);
    }

    @Override
    public long countUpTo(Keyspace keyspace, byte[] from, byte @Nullable [] to, long max) {
        enter();
        Bounds bounds = new Bounds(from, to, Direction.FORWARD);
        if (keyspace == Keyspace.LATEST && bounds.isEverything()) {
            try {
                return Math.min(max, own().latestRows());
            } finally {
                uses.leave();
            }
        }
        // The summaries have the same keys and are read faster.
        ColumnFamilyHandle family =
                keyspace == Keyspace.LATEST ? database.summaryFamily() : database.family(keyspace);
        long rows = 0;
        try (Cursor cursor = open(family, bounds)) {
            while (rows < max && cursor.next()) {
                rows++;
            }
        }
        return rows;
    }

    @Override
    public long appliedIndex() {
        enter();
        try {
            return own().appliedIndex();
        } finally {
            uses.leave();
        }
    }

    @Override
    public long appliedTerm() {
        enter();
        try {
            return own().appliedTerm();
        } finally {
            uses.leave();
        }
    }

    private OwnRows own() {
        if (published != null) {
            return new OwnRows(
                    published.meta().appliedIndex(),
                    published.meta().appliedTerm(),
                    published.latestRows());
        }
        return OwnRows.decode(database.get(database.ownFamily(), options, OwnRows.KEY), database);
    }

    private void enter() {
        if (!uses.enter()) {
            throw new IllegalStateException("the snapshot is closed");
        }
    }

    @Override
    public void close() {
        uses.close();
    }

    private void release() {
        options.close();
        database.rocks().releaseSnapshot(snapshot);
        database.leave();
    }
}
