package io.metastore.engine.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.EngineException;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.memory.MemoryEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/**
 * One open database: a column family per keyspace, the default one for {@link OwnRows}, and one for
 * the summaries of the rows in LATEST, which is written with them. Its native memory lives until it
 * was closed and the last snapshot and cursor over it have gone.
 *
 * <p>META, which every request reads, is mirrored in a memory engine, whose batches and snapshots
 * go along with those of the database.
 */
final class Database {
    private static final int OWN_FAMILY = Keyspace.values().length;
    private static final int SUMMARY_FAMILY = OWN_FAMILY + 1;
    private static final byte[] SUMMARY_NAME = "summaries".getBytes(US_ASCII);
    private static final String DAMAGED =
            ". It is damaged: remove this member from its cluster, empty its data directory and add"
                    + " it again, or restore a backup. \"metastore check\" says what is wrong.";

    private final Path directory;
    private final RocksDB rocks;
    private final List<ColumnFamilyHandle> handles;
    private final ReadOptions readOptions = new ReadOptions();
    private final UseCount uses;
    private final MemoryEngine meta = new MemoryEngine();
    private volatile Published published;

    /** Whether another database has taken its place, so that its files can go. */
    private volatile boolean replaced;

    /**
     * What belongs to the newest commit and is not read from the database.
     *
     * @param sequence the database's number of the commit's last write
     */
    record Published(long sequence, Snapshot meta, long latestRows) {}

    private Database(
            Path directory, RocksDB rocks, List<ColumnFamilyHandle> handles, Runnable closed) {
        this.directory = directory;
        this.rocks = rocks;
        this.handles = List.copyOf(handles);
        this.uses =
                new UseCount(
                        () -> {
                            release();
                            closed.run();
                        });
        this.published = new Published(0, meta.snapshot(), 0);
    }

    /**
     * Opens the database in a directory. A family that an earlier layout did not have is added.
     *
     * @param closed told when all of its native memory has been released, also after a failure
     * @throws EngineException naming what is missing or damaged
     */
    static Database open(Path directory, DatabaseOptions options, boolean create, Runnable closed) {
        try (DBOptions database = new DBOptions(options.database())) {
            database.setCreateIfMissing(create).setCreateMissingColumnFamilies(true);
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            RocksDB rocks =
                    RocksDB.open(database, directory.toString(), families(options), handles);
            return opened(new Database(directory, rocks, handles, closed));
        } catch (RocksDBException e) {
            closed.run();
            throw cannotOpen(directory, e);
        }
    }

    /** Opens the database in a directory without writing into it. */
    static Database openReadOnly(Path directory, DatabaseOptions options) {
        try (DBOptions database = new DBOptions(options.database())) {
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            RocksDB rocks =
                    RocksDB.openReadOnly(
                            database, directory.toString(), present(directory, options), handles);
            return opened(new Database(directory, rocks, handles, () -> {}));
        } catch (RocksDBException e) {
            throw cannotOpen(directory, e);
        }
    }

    private static Database opened(Database database) {
        try {
            database.load();
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static EngineException cannotOpen(Path directory, RocksDBException e) {
        if (String.valueOf(e.getMessage()).contains("/LOCK: ")) {
            return new EngineException(
                    "the state in " + directory + " is in use by another process", e);
        }
        return failed("open", directory, e);
    }

    private static List<ColumnFamilyDescriptor> families(DatabaseOptions options) {
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        for (Keyspace keyspace : Keyspace.values()) {
            byte[] name = keyspace.name().toLowerCase(Locale.ROOT).getBytes(US_ASCII);
            families.add(new ColumnFamilyDescriptor(name, options.families().of(keyspace)));
        }
        families.add(
                new ColumnFamilyDescriptor(
                        RocksDB.DEFAULT_COLUMN_FAMILY, options.families().own()));
        families.add(new ColumnFamilyDescriptor(SUMMARY_NAME, options.families().summaries()));
        return families;
    }

    /** The families that the database has; in an earlier layout there are no summaries. */
    private static List<ColumnFamilyDescriptor> present(Path directory, DatabaseOptions options)
            throws RocksDBException {
        try (Options any = new Options()) {
            List<byte[]> names = RocksDB.listColumnFamilies(any, directory.toString());
            boolean summarised = names.stream().anyMatch(name -> Arrays.equals(name, SUMMARY_NAME));
            List<ColumnFamilyDescriptor> families = families(options);
            return summarised ? families : families.subList(0, SUMMARY_FAMILY);
        }
    }

    /** Reads what is kept in memory besides. */
    private void load() {
        OwnRows own = OwnRows.read(this);
        try (WriteBatch batch = meta.begin();
                Cursor rows = scan(Keyspace.META, new byte[0], null, Direction.FORWARD)) {
            while (rows.next()) {
                batch.put(Keyspace.META, rows.key(), rows.value());
            }
            batch.applied(own.appliedIndex(), own.appliedTerm());
            batch.commit();
        }
        publish(own.latestRows());
    }

    /** Makes the mirror of META and the number of rows visible with the newest commit. */
    void publish(long latestRows) {
        published = new Published(rocks.getLatestSequenceNumber(), meta.snapshot(), latestRows);
    }

    Published published() {
        return published;
    }

    MemoryEngine meta() {
        return meta;
    }

    RocksDB rocks() {
        return rocks;
    }

    Path directory() {
        return directory;
    }

    ColumnFamilyHandle family(Keyspace keyspace) {
        return handles.get(keyspace.id());
    }

    ColumnFamilyHandle ownFamily() {
        return handles.get(OWN_FAMILY);
    }

    /** For {@link io.metastore.engine.RowSummary} of each row in LATEST, by the same key. */
    ColumnFamilyHandle summaryFamily() {
        return handles.get(SUMMARY_FAMILY);
    }

    List<ColumnFamilyHandle> families() {
        return handles;
    }

    /** Keeps the database open until {@link #leave}; false when it has been closed. */
    boolean enter() {
        return uses.enter();
    }

    void leave() {
        uses.leave();
    }

    /** The newest value of a row. Only between {@link #enter} and {@link #leave}. */
    byte @Nullable [] get(ColumnFamilyHandle family, byte[] key) {
        return get(family, readOptions, key);
    }

    byte @Nullable [] get(ColumnFamilyHandle family, ReadOptions options, byte[] key) {
        try {
            return rocks.get(family, options, key);
        } catch (RocksDBException e) {
            throw failed("read", e);
        }
    }

    /** Only between {@link #enter} and {@link #leave}, which must not come before its close. */
    Cursor scan(Keyspace keyspace, byte[] from, byte @Nullable [] to, Direction direction) {
        Bounds bounds = new Bounds(from, to, direction);
        return DatabaseCursor.open(this, family(keyspace), null, bounds, () -> {});
    }

    EngineException failed(String what, RocksDBException e) {
        return failed(what, directory, e);
    }

    private static EngineException failed(String what, Path directory, RocksDBException e) {
        Status status = e.getStatus();
        boolean damaged = status != null && status.getCode() == Status.Code.Corruption;
        return new EngineException(
                "cannot %s the state in %s: %s%s"
                        .formatted(what, directory, e.getMessage(), damaged ? DAMAGED : ""),
                e);
    }

    /** Refuses further users and gives the memory back when the last one has gone. */
    void close() {
        uses.close();
    }

    /** The same, and the files go too. */
    void closeReplaced() {
        replaced = true;
        close();
    }

    private void release() {
        readOptions.close();
        handles.forEach(ColumnFamilyHandle::close);
        rocks.close();
        if (replaced) {
            Generations.removeReplaced(directory);
        }
    }
}
