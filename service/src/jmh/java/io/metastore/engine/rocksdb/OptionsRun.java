package io.metastore.engine.rocksdb;

import com.sun.management.OperatingSystemMXBean;

import io.metastore.engine.Keyspace;

import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * One database with one variant of the options and one budget: what puts and point reads of it cost
 * in CPU. A put is what {@code mvcc} and the engine make of it: a look at the summary of the newest
 * record, and five rows.
 */
final class OptionsRun implements AutoCloseable {
    private static final int BATCH_PUTS = 50;
    private static final int LOAD_BATCH_PUTS = 500;
    private static final int VALUE_BYTES = 256;
    private static final int HOT_KEYS = 1_000;
    private static final long PAUSE_NANOS = 10_000_000;
    private static final byte[] META_REVISION = "revision".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PUT_MARK = {0};
    private static final int SUMMARY_BYTES = 12;

    static {
        RocksDB.loadLibrary();
    }

    private final MemoryBudget budget;
    private final List<DatabaseOptions> opened = new ArrayList<>();
    private final List<ColumnFamilyHandle> handles = new ArrayList<>();
    private final WriteOptions writes = new WriteOptions().setDisableWAL(true);
    private final RocksDB rocks;
    private final Path directory;
    private final int keys;
    private final boolean compressible;
    private final SplittableRandom random = new SplittableRandom(7);
    private long revision;

    OptionsRun(Path directory, OptionsVariant variant, long budgetBytes, Data data)
            throws RocksDBException {
        this.directory = directory;
        this.keys = data.keys();
        this.compressible = data.compressible();
        this.budget = new MemoryBudget(budgetBytes);
        DatabaseOptions base = new DatabaseOptions(budget);
        opened.add(base);
        try (DBOptions database = new DBOptions(base.database())) {
            database.setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
            this.rocks = RocksDB.open(database, directory.toString(), families(variant), handles);
        }
    }

    /** What is in the database. */
    record Data(int keys, boolean compressible) {}

    /** CPU of the calling thread, and of all threads with what they had to do later, per call. */
    record Cost(double threadMicros, double processMicros) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%6.2f %6.2f", threadMicros, processMicros);
        }
    }

    /** Something to be measured. */
    @FunctionalInterface
    interface Work {
        void run() throws RocksDBException;
    }

    private List<ColumnFamilyDescriptor> families(OptionsVariant variant) {
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        for (Keyspace keyspace : Keyspace.values()) {
            byte[] name = keyspace.name().getBytes(StandardCharsets.US_ASCII);
            families.add(new ColumnFamilyDescriptor(name, options(variant, keyspace)));
        }
        families.add(
                new ColumnFamilyDescriptor(
                        RocksDB.DEFAULT_COLUMN_FAMILY,
                        variant.change(ownOptions().own(), null)));
        families.add(
                new ColumnFamilyDescriptor(
                        "summaries".getBytes(StandardCharsets.US_ASCII),
                        variant.change(ownOptions().summaries(), Keyspace.LATEST)));
        return families;
    }

    private ColumnFamilyOptions options(OptionsVariant variant, Keyspace keyspace) {
        return variant.change(ownOptions().of(keyspace), keyspace);
    }

    /** Each family has options of its own, which a variant may change. */
    private FamilyOptions ownOptions() {
        DatabaseOptions own = new DatabaseOptions(budget);
        opened.add(own);
        return own.families();
    }

    /** Puts every key once, in an order that has nothing to do with the order of keys. */
    Cost load() throws RocksDBException {
        return measure(
                keys,
                () -> {
                    for (int first = 0; first < keys; first += LOAD_BATCH_PUTS) {
                        try (WriteBatch batch = new WriteBatch()) {
                            for (int i = first; i < Math.min(keys, first + LOAD_BATCH_PUTS); i++) {
                                write(batch, key(i));
                            }
                            rocks.write(writes, batch);
                        }
                    }
                });
    }

    /** Changes keys taken by chance. */
    Cost puts(int count) throws RocksDBException {
        return measure(
                count,
                () -> {
                    for (int done = 0; done < count; done += BATCH_PUTS) {
                        try (WriteBatch batch = new WriteBatch()) {
                            for (int i = 0; i < BATCH_PUTS; i++) {
                                byte[] key = key(random.nextInt(keys));
                                expect(rocks.get(summaries(), key));
                                write(batch, key);
                            }
                            rocks.write(writes, batch);
                        }
                    }
                    flush();
                });
    }

    /** Reads keys taken by chance from all of them. */
    Cost coldReads(int count) throws RocksDBException {
        return reads(count, keys);
    }

    /** Reads the same few keys again and again. */
    Cost hotReads(int count) throws RocksDBException {
        reads(HOT_KEYS * 10, HOT_KEYS);
        return reads(count, HOT_KEYS);
    }

    /** Looks for keys that are not there. */
    Cost absentReads(int count) throws RocksDBException {
        return measure(
                count,
                () -> {
                    for (int i = 0; i < count; i++) {
                        rocks.get(latest(), key(keys + random.nextInt(keys)));
                    }
                });
    }

    private Cost reads(int count, int among) throws RocksDBException {
        return measure(
                count,
                () -> {
                    for (int i = 0; i < count; i++) {
                        expect(rocks.get(latest(), key(random.nextInt(among))));
                    }
                });
    }

    private Cost measure(int count, Work work) throws RocksDBException {
        var threads = ManagementFactory.getThreadMXBean();
        var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long threadBefore = threads.getCurrentThreadCpuTime();
        long processBefore = process.getProcessCpuTime();
        work.run();
        long thread = threads.getCurrentThreadCpuTime() - threadBefore;
        settle();
        long all = process.getProcessCpuTime() - processBefore;
        return new Cost(thread / 1e3 / count, all / 1e3 / count);
    }

    /** Waits until what is due is written and compacted. */
    private void settle() throws RocksDBException {
        while (rocks.getAggregatedLongProperty("rocksdb.num-running-flushes") > 0
                || rocks.getAggregatedLongProperty("rocksdb.num-running-compactions") > 0
                || rocks.getAggregatedLongProperty("rocksdb.compaction-pending") > 0
                || rocks.getAggregatedLongProperty("rocksdb.mem-table-flush-pending") > 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void flush() throws RocksDBException {
        try (var wait = new FlushOptions().setWaitForFlush(true)) {
            rocks.flush(wait, handles);
        }
    }

    private void write(WriteBatch batch, byte[] key) throws RocksDBException {
        revision++;
        byte[] record = record(key);
        batch.put(latest(), key, record);
        batch.put(summaries(), key, Arrays.copyOf(historyKey(), SUMMARY_BYTES));
        batch.put(handle(Keyspace.HISTORY), historyKey(), record);
        batch.put(handle(Keyspace.INDEX), indexKey(key), PUT_MARK);
        batch.put(handle(Keyspace.META), META_REVISION, historyKey());
    }

    /** As long as the key of a HISTORY row, and in the same order. */
    private byte[] historyKey() {
        return ByteBuffer.allocate(17).putLong(revision).put((byte) '_').array();
    }

    /** As long as the key of an INDEX row, and in the same order. */
    private byte[] indexKey(byte[] key) {
        return ByteBuffer.allocate(key.length + 18)
                .put(key)
                .put((byte) 0)
                .put((byte) 1)
                .putLong(~revision)
                .putLong(~0L)
                .array();
    }

    /** As large as a serialised record with a value of 256 bytes. */
    private byte[] record(byte[] key) {
        byte[] record = new byte[key.length + 24 + VALUE_BYTES];
        System.arraycopy(key, 0, record, 0, key.length);
        int random256 = compressible ? VALUE_BYTES / 2 : VALUE_BYTES;
        Arrays.fill(record, key.length, record.length - random256, (byte) 'v');
        for (int i = record.length - random256; i < record.length; i += 8) {
            long bits = random.nextLong();
            for (int b = 0; b < 8; b++) {
                record[i + b] = (byte) (bits >>> (8 * b));
            }
        }
        return record;
    }

    /** Scatters the numbers; no two of them have the same key. */
    private static byte[] key(int number) {
        long scattered = (number + 1L) * 0x9E3779B97F4A7C15L;
        String name = "/registry/" + HexFormat.of().toHexDigits(scattered);
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static void expect(byte @Nullable [] row) {
        if (row == null) {
            throw new IllegalStateException("a key that was put is not there");
        }
    }

    private ColumnFamilyHandle latest() {
        return handle(Keyspace.LATEST);
    }

    private ColumnFamilyHandle summaries() {
        return handles.get(handles.size() - 1);
    }

    private ColumnFamilyHandle handle(Keyspace keyspace) {
        return handles.get(keyspace.id());
    }

    long memoryBytes() {
        return budget.usedBytes();
    }

    long diskBytes() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Override
    public void close() throws RocksDBException {
        flush();
        settle();
        rocks.cancelAllBackgroundWork(true);
        handles.forEach(ColumnFamilyHandle::close);
        rocks.close();
        writes.close();
        opened.forEach(DatabaseOptions::close);
        budget.close();
    }
}
