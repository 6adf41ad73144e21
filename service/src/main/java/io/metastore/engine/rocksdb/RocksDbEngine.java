package io.metastore.engine.rocksdb;

import io.metastore.disk.DirectoryTree;
import io.metastore.engine.CorruptSnapshotException;
import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Engine;
import io.metastore.engine.EngineException;
import io.metastore.engine.Keyspace;
import io.metastore.engine.RowSummary;
import io.metastore.engine.Snapshot;
import io.metastore.engine.SnapshotSource;
import io.metastore.engine.SnapshotWriter;
import io.metastore.engine.WriteBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.WriteOptions;

/**
 * Keeps the rows in RocksDB. A commit is in memory; it is on disk after {@link #flush}, and before
 * that whenever the write buffers are full, always whole batches of all keyspaces together. What a
 * crash takes away the log still has, and {@link #appliedIndex} says where to go on.
 *
 * <p>Threads: the writer lock is the only lock. Readers count themselves in and out of the database
 * they use, so that closing and restoring never pull it away under them.
 */
public final class RocksDbEngine implements Engine {
    private final MemoryBudget budget;
    private final DatabaseOptions options;
    private final RowSummary summary;
    private final Generations generations;
    private final WriteOptions writeOptions = new WriteOptions().setDisableWAL(true);
    private final ReentrantLock writer = new ReentrantLock();

    /** Databases that are open; the options and the cache go when the last one has gone. */
    private final UseCount databases = new UseCount(this::release);

    private volatile @Nullable Database current;

    /** What the next batch begins with; guarded by the writer lock. */
    private OwnRows ownRows;

    private RocksDbEngine(Path directory, long memoryBytes, RowSummary summary) {
        this.summary = summary;
        this.budget = new MemoryBudget(memoryBytes);
        this.options = new DatabaseOptions(budget);
        this.generations = new Generations(directory);
        this.ownRows = OwnRows.NONE;
    }

    /**
     * Opens the state in a directory, which this engine has for itself, or begins an empty one.
     *
     * @param memoryBytes bound for native memory; 0 for a quarter of the machine's
     * @param summary what is kept of the rows in LATEST for itself, always the same for one state
     * @throws EngineException when the state is damaged, naming the file; nothing is changed then
     */
    public static RocksDbEngine open(Path directory, long memoryBytes, RowSummary summary) {
        RocksDbEngine engine =
                new RocksDbEngine(directory, MemoryBudget.resolve(memoryBytes), summary);
        try {
            engine.use(engine.openNewest());
            return engine;
        } catch (RuntimeException e) {
            engine.databases.close();
            throw e;
        }
    }

    private Database openNewest() {
        Path newest = generations.newest().orElseGet(this::createEmpty);
        return openCounted(newest, false);
    }

    private Path createEmpty() {
        Database empty = openCounted(generations.startBuilding(), true);
        try {
            Maintenance.flush(empty);
        } finally {
            empty.close();
        }
        return generations.switchTo();
    }

    private Database openCounted(Path directory, boolean create) {
        if (!databases.enter()) {
            throw new IllegalStateException("the engine is closed");
        }
        Database database = Database.open(directory, options, create, databases::leave);
        try {
            LayoutUpgrade.run(database, summary);
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private void use(Database database) {
        ownRows = OwnRows.read(database);
        current = database;
    }

    @Override
    public byte @Nullable [] get(Keyspace keyspace, byte[] key) {
        Database database = enter();
        try {
            return keyspace == Keyspace.META
                    ? database.meta().get(keyspace, key)
                    : database.get(database.family(keyspace), key);
        } finally {
            database.leave();
        }
    }

    @Override
    public byte @Nullable [] getSummary(byte[] key) {
        Database database = enter();
        try {
            return database.get(database.summaryFamily(), key);
        } finally {
            database.leave();
        }
    }

    @Override
    public Cursor scan(Keyspace keyspace, byte[] from, byte @Nullable [] to, Direction direction) {
        Database database = enter();
        if (keyspace == Keyspace.META) {
            database.leave();
            return database.meta().scan(keyspace, from, to, direction);
        }
        Bounds bounds = new Bounds(from, to, direction);
        return DatabaseCursor.open(
                database, database.family(keyspace), null, bounds, database::leave);
    }

    @Override
    public long countUpTo(Keyspace keyspace, byte[] from, byte @Nullable [] to, long max) {
        try (Snapshot snapshot = snapshot()) {
            return snapshot.countUpTo(keyspace, from, to, max);
        }
    }

    @Override
    public WriteBatch begin() {
        beginWrite();
        try {
            Database database = enter();
            try {
                return new RocksDbWriteBatch(this, database, writeOptions);
            } catch (Throwable e) {
                database.leave();
                throw e;
            }
        } catch (Throwable e) {
            writer.unlock();
            throw e;
        }
    }

    RowSummary summary() {
        return summary;
    }

    OwnRows ownRows(Database database) {
        return ownRows;
    }

    /** Called by the batch after its write. */
    void committed(Database database, OwnRows rows) {
        ownRows = rows;
        database.publish(rows.latestRows());
    }

    void endBatch(Database database) {
        database.leave();
        writer.unlock();
    }

    @Override
    public Snapshot snapshot() {
        Database database = enter();
        try {
            return new RocksDbSnapshot(database);
        } catch (Throwable e) {
            database.leave();
            throw e;
        }
    }

    @Override
    public void restore(SnapshotSource source) {
        beginWrite();
        try {
            Database old = enter();
            try {
                build(source);
                Database next = openCounted(generations.switchTo(), false);
                use(next);
                Maintenance.stop(old);
                old.closeReplaced();
            } finally {
                old.leave();
            }
        } finally {
            writer.unlock();
        }
    }

    private void build(SnapshotSource source) {
        Path directory = generations.startBuilding();
        try {
            if (source instanceof Checkpoint checkpoint) {
                adopt(checkpoint, directory);
            } else {
                load(source, directory);
            }
        } catch (Throwable e) {
            discard(directory, e);
            throw e;
        }
    }

    private void load(SnapshotSource source, Path directory) {
        Database database = openCounted(directory, true);
        try (StateLoader loader = new StateLoader(database, summary)) {
            loader.load(source);
            Maintenance.flush(database);
        } finally {
            database.close();
        }
    }

    private void adopt(Checkpoint checkpoint, Path directory) {
        checkpoint.linkInto(directory);
        Database database = openCounted(directory, false);
        try {
            if (OwnRows.read(database).appliedIndex() != checkpoint.appliedIndex()) {
                throw new CorruptSnapshotException(
                        "snapshot %s does not go up to entry %d"
                                .formatted(checkpoint, checkpoint.appliedIndex()));
            }
        } finally {
            database.close();
        }
    }

    /** Writes its snapshots as checkpoints, with the state as of the writing. */
    public SnapshotWriter snapshots() {
        return directory -> () -> checkpoint(directory);
    }

    private void checkpoint(Path directory) {
        Database database = enter();
        try {
            CheckpointFiles.write(database, directory, options);
        } finally {
            database.leave();
        }
    }

    private static void discard(Path directory, Throwable cause) {
        try {
            DirectoryTree.delete(directory);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void flush() {
        Database database = enter();
        try {
            Maintenance.flush(database);
        } finally {
            database.leave();
        }
    }

    @Override
    public long appliedIndex() {
        Database database = enter();
        try {
            return database.meta().appliedIndex();
        } finally {
            database.leave();
        }
    }

    @Override
    public long appliedTerm() {
        Database database = enter();
        try {
            return database.meta().appliedTerm();
        } finally {
            database.leave();
        }
    }

    @Override
    public long sizeBytes() {
        Database database = enter();
        try {
            return Maintenance.sizeBytes(database);
        } finally {
            database.leave();
        }
    }

    @Override
    public long sizeInUseBytes() {
        Database database = enter();
        try {
            return Maintenance.sizeInUseBytes(database);
        } finally {
            database.leave();
        }
    }

    @Override
    public void defragment() {
        Database database = enter();
        try {
            Maintenance.compact(database);
        } finally {
            database.leave();
        }
    }

    /** Blocks, indexes, filters and write buffers: the budget, and what is kept on top of it. */
    @Override
    public long nativeMemoryBytes() {
        Database database = enter();
        try {
            return budget.usedBytes() + Maintenance.summaryReaderBytes(database);
        } finally {
            database.leave();
        }
    }

    /** Flushes what is committed. Snapshots and cursors that are open stay good. */
    @Override
    public void close() {
        beginWrite();
        try {
            Database database = current;
            if (database == null) {
                return;
            }
            current = null;
            try {
                Maintenance.flush(database);
            } finally {
                Maintenance.stop(database);
                database.close();
                databases.close();
            }
        } finally {
            writer.unlock();
        }
    }

    private void release() {
        options.close();
        budget.close();
        writeOptions.close();
    }

    private void beginWrite() {
        if (writer.isHeldByCurrentThread()) {
            throw new IllegalStateException("this thread has a batch open already");
        }
        writer.lock();
    }

    /** The database in use, kept open until the caller leaves it. */
    private Database enter() {
        while (true) {
            Database database = current;
            if (database == null) {
                throw new IllegalStateException("the engine is closed");
            }
            if (database.enter()) {
                return database;
            }
        }
    }
}
