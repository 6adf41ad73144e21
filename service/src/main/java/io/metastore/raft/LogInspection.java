package io.metastore.raft;

import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.entity.codec.LogEntryDecoder;
import com.alipay.sofa.jraft.storage.impl.RocksDBLogStorage;
import io.metastore.raft.DirectoryInspection.LogRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Reads the whole log before the library opens it, without changing a byte. The library takes an
 * unreadable block for the end of the log, so a member whose disk lies would start without what it
 * has acknowledged. Checked are: the records of the store's own logs, every checksum of its tables,
 * and that the entries follow each other and match their own checksums.
 */
final class LogInspection {
    /** The names that the library gives to its column families, in the order it opens them. */
    private static final List<byte[]> COLUMN_FAMILIES =
            List.of(
                    "Configuration".getBytes(StandardCharsets.UTF_8),
                    RocksDB.DEFAULT_COLUMN_FAMILY);

    private static final int ENTRIES_PER_REPORT = 1000;
    private static final Pattern MANIFEST = Pattern.compile("MANIFEST-\\d+\n");

    private final Path directory;
    private final long snapshotIndex;
    private final LongConsumer read;
    private final LogEntryDecoder decoder = CheckedEntryCodec.INSTANCE.decoder();

    /**
     * @param snapshotIndex what the newest snapshot contains, 0 when there is none
     */
    LogInspection(Path directory, long snapshotIndex) {
        this(directory, snapshotIndex, entries -> {});
    }

    /**
     * @param read told the number of entries read so far, now and then
     */
    LogInspection(Path directory, long snapshotIndex, LongConsumer read) {
        this.directory = directory;
        this.snapshotIndex = snapshotIndex;
        this.read = read;
    }

    LogRange run() throws IOException {
        checkCurrent();
        checkRecordFiles();
        try {
            return checkStore();
        } catch (RocksDBException e) {
            throw new CorruptLogException(e.getMessage(), e);
        }
    }

    private void checkCurrent() throws IOException {
        Path current = directory.resolve("CURRENT");
        if (!Files.exists(current)) {
            throw new CorruptLogException("the log is missing");
        }
        String manifest = Files.readString(current, StandardCharsets.ISO_8859_1);
        if (!MANIFEST.matcher(manifest).matches()
                || !Files.exists(directory.resolve(manifest.strip()))) {
            throw new CorruptLogException(current + " names no manifest");
        }
    }

    private void checkRecordFiles() throws IOException {
        try (var files = Files.newDirectoryStream(directory, "{*.log,MANIFEST-*}")) {
            for (Path file : files) {
                RecordFile.check(file);
            }
        }
    }

    private LogRange checkStore() throws RocksDBException {
        var handles = new ArrayList<ColumnFamilyHandle>();
        try (DBOptions options = LibrarySettings.logOptions().setCreateIfMissing(false);
                var familyOptions = new ColumnFamilyOptions();
                RocksDB store =
                        RocksDB.openReadOnly(
                                options,
                                directory.toString(),
                                COLUMN_FAMILIES.stream()
                                        .map(
                                                name ->
                                                        new ColumnFamilyDescriptor(
                                                                name, familyOptions))
                                        .toList(),
                                handles)) {
            try {
                store.verifyChecksum();
                long first = checkConfigurations(store, handles.get(0));
                return checkEntries(store, handles.get(1), first);
            } finally {
                handles.forEach(ColumnFamilyHandle::close);
            }
        }
    }

    /**
     * @return the index of the first entry that was not truncated, 0 when that was not recorded
     */
    private long checkConfigurations(RocksDB store, ColumnFamilyHandle family)
            throws RocksDBException {
        long first = 0;
        try (var options = new ReadOptions().setTotalOrderSeek(true);
                RocksIterator rows = store.newIterator(family, options)) {
            for (rows.seekToFirst(); rows.isValid(); rows.next()) {
                if (rows.key().length == Long.BYTES) {
                    checkEntry(ByteBuffer.wrap(rows.key()).getLong(), rows.value());
                } else if (Arrays.equals(rows.key(), RocksDBLogStorage.FIRST_LOG_IDX_KEY)) {
                    first = ByteBuffer.wrap(rows.value()).getLong();
                }
            }
            rows.status();
        }
        return first;
    }

    private LogRange checkEntries(RocksDB store, ColumnFamilyHandle family, long first)
            throws RocksDBException {
        try (var options = new ReadOptions().setTotalOrderSeek(true);
                RocksIterator rows = store.newIterator(family, options)) {
            rows.seek(ByteBuffer.allocate(Long.BYTES).putLong(first).array());
            long expected = first;
            if (expected == 0 && rows.isValid()) {
                expected = ByteBuffer.wrap(rows.key()).getLong();
            }
            if (expected > snapshotIndex + 1) {
                throw new CorruptLogException("entry " + (snapshotIndex + 1) + " is missing");
            }
            long entries = 0;
            for (; rows.isValid(); rows.next()) {
                long index = ByteBuffer.wrap(rows.key()).getLong();
                if (index != expected) {
                    throw new CorruptLogException("entry " + expected + " is missing");
                }
                checkEntry(index, rows.value());
                expected = index + 1;
                if (++entries % ENTRIES_PER_REPORT == 0) {
                    read.accept(entries);
                }
            }
            rows.status();
            return new LogRange(entries == 0 ? 0 : expected - 1, entries);
        }
    }

    private void checkEntry(long index, byte[] bytes) {
        @Nullable LogEntry entry = decoder.decode(bytes);
        if (entry == null || entry.getId().getIndex() != index) {
            throw new CorruptLogException("the checksum of entry " + index + " is wrong");
        }
    }
}
