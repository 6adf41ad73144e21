package io.metastore.engine.rocksdb;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.FlushOptions;
import org.rocksdb.LevelMetaData;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileMetaData;
import org.rocksdb.Status;

/** What is done to a whole database. Any thread that has entered it. */
final class Maintenance {
    private static final String FILE_BYTES = "rocksdb.live-sst-files-size";
    private static final String LIVE_BYTES = "rocksdb.estimate-live-data-size";
    private static final String READER_BYTES = "rocksdb.estimate-table-readers-mem";
    private static final String BUFFER_BYTES = "rocksdb.cur-size-all-mem-tables";

    private Maintenance() {}

    /** Writes out everything committed so far, all families at the same point. */
    static void flush(Database database) {
        try (FlushOptions options =
                new FlushOptions().setWaitForFlush(true).setAllowWriteStall(true)) {
            database.rocks().flush(options, new ArrayList<>(database.families()));
        } catch (RocksDBException e) {
            throw database.failed("write", e);
        }
    }

    /** Rewrites every file, so that only rows are left. Writes go on meanwhile. */
    static void compact(Database database) {
        try (CompactRangeOptions options =
                new CompactRangeOptions()
                        .setBottommostLevelCompaction(BottommostLevelCompaction.kForceOptimized)
                        .setExclusiveManualCompaction(false)) {
            for (ColumnFamilyHandle family : database.families()) {
                database.rocks().compactRange(family, null, null, options);
            }
        } catch (RocksDBException e) {
            if (e.getStatus() != null
                    && e.getStatus().getCode() == Status.Code.ShutdownInProgress) {
                throw new IllegalStateException("the engine is closed", e);
            }
            throw database.failed("compact", e);
        }
    }

    /** What the files of summaries keep in memory, which may be outside the cache. */
    static long summaryReaderBytes(Database database) {
        try {
            return database.rocks().getLongProperty(database.summaryFamily(), READER_BYTES);
        } catch (RocksDBException e) {
            throw database.failed("read", e);
        }
    }

    /** Lets compactions end at once. */
    static void stop(Database database) {
        database.rocks().cancelAllBackgroundWork(false);
    }

    static long sizeBytes(Database database) {
        return sum(database, List.of(FILE_BYTES, BUFFER_BYTES));
    }

    /**
     * What the database estimates from the sizes of its levels, less the part of rows that the
     * deletions not yet carried out will take away.
     */
    static long sizeInUseBytes(Database database) {
        long live = 0;
        try {
            for (ColumnFamilyHandle family : database.families()) {
                long bytes = database.rocks().getLongProperty(family, LIVE_BYTES);
                live += (long) (bytes * livePart(database, family));
            }
        } catch (RocksDBException e) {
            throw database.failed("read", e);
        }
        return Math.min(sizeBytes(database), live + sum(database, List.of(BUFFER_BYTES)));
    }

    /** A deletion is an entry itself and takes another one away. */
    private static double livePart(Database database, ColumnFamilyHandle family) {
        long entries = 0;
        long deletions = 0;
        for (LevelMetaData level : database.rocks().getColumnFamilyMetaData(family).levels()) {
            for (SstFileMetaData file : level.files()) {
                entries += file.numEntries();
                deletions += file.numDeletions();
            }
        }
        return entries == 0 ? 1 : Math.max(0, entries - 2.0 * deletions) / entries;
    }

    private static long sum(Database database, List<String> properties) {
        RocksDB rocks = database.rocks();
        long sum = 0;
        try {
            for (String property : properties) {
                sum += rocks.getAggregatedLongProperty(property);
            }
        } catch (RocksDBException e) {
            throw database.failed("read", e);
        }
        return sum;
    }
}
