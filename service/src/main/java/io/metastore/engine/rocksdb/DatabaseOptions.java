package io.metastore.engine.rocksdb;

import java.util.List;
import java.util.Properties;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.TablePropertiesCollectorFactory;

/** How the database is opened; ADR 0008 has the reasons and the measurements. */
final class DatabaseOptions implements AutoCloseable {
    /** Write buffers of one column family: one that is filled, the others being written out. */
    private static final int WRITE_BUFFERS_MAX = 4;

    private static final long BLOCK_BYTES = 8 * 1024;
    private static final double FILTER_BITS_PER_KEY = 10;

    /** Most families are nearly empty, and an empty write buffer takes one such block. */
    private static final long ARENA_BLOCK_BYTES = 64 * 1024;

    private static final long FILE_BYTES = 64L * 1024 * 1024;
    private static final long SYNC_BYTES = 1024 * 1024;
    private static final int BACKGROUND_JOBS = 2;
    private static final long INFO_FILES_MAX = 4;
    private static final long INFO_FILE_BYTES_MAX = 4L * 1024 * 1024;

    /** A file with this many deletions among so many rows in a row is compacted soon. */
    private static final long DELETIONS_WINDOW_ROWS = 1024;

    private static final long DELETIONS_IN_WINDOW = 256;
    private static final double DELETIONS_PART = 0.25;

    private final BloomFilter filter = new BloomFilter(FILTER_BITS_PER_KEY, false);
    private final TablePropertiesCollectorFactory deletions =
            TablePropertiesCollectorFactory.NewCompactOnDeletionCollectorFactory(
                    DELETIONS_WINDOW_ROWS, DELETIONS_IN_WINDOW, DELETIONS_PART);
    private final DBOptions database;
    private final ColumnFamilyOptions family;

    DatabaseOptions(MemoryBudget budget) {
        this.database = database(budget);
        this.family = family(budget);
    }

    DBOptions database() {
        return database;
    }

    ColumnFamilyOptions family() {
        return family;
    }

    private static DBOptions database(MemoryBudget budget) {
        // The checksum of every file, made while it is written, is to be had by this text only.
        var checksums = new Properties();
        checksums.setProperty("file_checksum_gen_factory", "FileChecksumGenCrc32cFactory");
        return DBOptions.getDBOptionsFromProps(checksums)
                .setAtomicFlush(true)
                .setAvoidFlushDuringShutdown(true)
                .setParanoidChecks(true)
                .setMaxOpenFiles(-1)
                .setWriteBufferManager(budget.writeBuffers())
                .setMaxBackgroundJobs(BACKGROUND_JOBS)
                .setBytesPerSync(SYNC_BYTES)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(INFO_FILE_BYTES_MAX)
                .setKeepLogFileNum(INFO_FILES_MAX)
                .setMaxBgErrorResumeCount(0);
    }

    private ColumnFamilyOptions family(MemoryBudget budget) {
        // Only these options take a collector.
        try (Options all = new Options()) {
            all.setTablePropertiesCollectorFactory(List.of(deletions));
            return new ColumnFamilyOptions(all)
                    .setWriteBufferSize(budget.writeBytes() / (2 * WRITE_BUFFERS_MAX))
                    .setMaxWriteBufferNumber(WRITE_BUFFERS_MAX)
                    .setArenaBlockSize(ARENA_BLOCK_BYTES)
                    .setTargetFileSizeBase(FILE_BYTES)
                    .setLevelCompactionDynamicLevelBytes(true)
                    .setCompressionType(CompressionType.LZ4_COMPRESSION)
                    .setForceConsistencyChecks(true)
                    .setTableFormatConfig(table(budget));
        }
    }

    private BlockBasedTableConfig table(MemoryBudget budget) {
        return new BlockBasedTableConfig()
                .setBlockCache(budget.cache())
                .setBlockSize(BLOCK_BYTES)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinTopLevelIndexAndFilter(true)
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setPartitionFilters(true)
                .setFilterPolicy(filter)
                .setWholeKeyFiltering(true);
    }

    @Override
    public void close() {
        family.close();
        database.close();
        deletions.close();
        filter.close();
    }
}
