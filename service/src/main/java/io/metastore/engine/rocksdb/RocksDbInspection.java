package io.metastore.engine.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.EngineException;
import io.metastore.engine.Keyspace;
import io.metastore.engine.RowSummary;
import io.metastore.engine.View;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Reads the state in a directory while no engine uses it, and changes no byte. */
public final class RocksDbInspection implements View, AutoCloseable {
    private final MemoryBudget budget;
    private final DatabaseOptions options;
    private final Database database;

    private RocksDbInspection(MemoryBudget budget, DatabaseOptions options, Database database) {
        this.budget = budget;
        this.options = options;
        this.database = database;
    }

    /**
     * Opens what an engine would open in this directory.
     *
     * @param memoryBytes bound for native memory; 0 for a quarter of the machine's
     * @throws EngineException when there is no state, or its files do not fit each other
     */
    public static RocksDbInspection open(Path directory, long memoryBytes) {
        Path newest =
                new Generations(directory)
                        .present()
                        .orElseThrow(
                                () -> new EngineException("there is no state in " + directory));
        return openDatabase(newest, memoryBytes);
    }

    /**
     * Opens one database, such as the checkpoint in a snapshot.
     *
     * @throws EngineException when its files do not fit each other
     */
    public static RocksDbInspection openDatabase(Path directory, long memoryBytes) {
        MemoryBudget budget = new MemoryBudget(MemoryBudget.resolve(memoryBytes));
        DatabaseOptions options = new DatabaseOptions(budget);
        try {
            Database database = Database.openReadOnly(directory, options);
            return new RocksDbInspection(budget, options, database);
        } catch (RuntimeException e) {
            options.close();
            budget.close();
            throw e;
        }
    }

    /**
     * Reads every block of every file.
     *
     * @throws EngineException naming the first damaged one
     */
    public void verifyChecksums() {
        try {
            database.rocks().verifyChecksum();
        } catch (RocksDBException e) {
            throw database.failed("read", e);
        }
    }

    /**
     * Compares the summaries with the rows they are of.
     *
     * @throws EngineException naming the first key of which one is missing or wrong
     */
    public void verifySummaries(RowSummary summary) {
        if (!OwnRows.areCurrent(database)) {
            return;
        }
        Bounds all = new Bounds(new byte[0], null, Direction.FORWARD);
        try (Cursor rows = scan(Keyspace.LATEST, all.from(), all.to(), Direction.FORWARD);
                Cursor summaries =
                        DatabaseCursor.open(
                                database, database.summaryFamily(), null, all, () -> {})) {
            while (rows.next()) {
                if (!summaries.next()
                        || !Arrays.equals(summaries.key(), rows.key())
                        || !Arrays.equals(summaries.value(), summary.of(rows.value()))) {
                    throw wrongSummary(rows.key());
                }
            }
            if (summaries.next()) {
                throw wrongSummary(summaries.key());
            }
        }
    }

    private static EngineException wrongSummary(byte[] key) {
        return new EngineException(
                "the summary of key \"%s\" is not that of its row"
                        .formatted(new String(key, UTF_8)));
    }

    /** The index of the last log entry that the state holds. */
    public long appliedIndex() {
        return database.meta().appliedIndex();
    }

    public Path directory() {
        return database.directory();
    }

    @Override
    public byte @Nullable [] get(Keyspace keyspace, byte[] key) {
        return database.get(database.family(keyspace), key);
    }

    @Override
    public Cursor scan(Keyspace keyspace, byte[] from, byte @Nullable [] to, Direction direction) {
        return database.scan(keyspace, from, to, direction);
    }

    @Override
    public void close() {
        database.close();
        options.close();
        budget.close();
    }
}
