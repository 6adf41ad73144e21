package io.metastore.engine.rocksdb;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What is done to a whole database. Any thread that has entered it. */
final class Maintenance {
    private static final String FILE_BYTES = "rocksdb.live-sst-files-size";
    private static final String LIVE_BYTES = "rocksdb.estimate-live-data-size";
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

    /** Lets compactions end at once. */
    static void stop(Database database) {
        database.rocks().cancelAllBackgroundWork(false);
    }

    static long sizeBytes(Database database) {
        return sum(database, List.of(FILE_BYTES, BUFFER_BYTES));
    }

    /** As the database estimates it from the sizes of its levels. */
    static long sizeInUseBytes(Database database) {
        return Math.min(sizeBytes(database), sum(database, List.of(LIVE_BYTES, BUFFER_BYTES)));
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
