package io.metastore.engine.rocksdb;

import io.metastore.engine.Keyspace;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.IndexType;
import org.rocksdb.Options;
import org.rocksdb.TablePropertiesCollectorFactory;
import org.rocksdb.util.SizeUnit;

/**
 * How the rows of each keyspace are kept; ADR 0008 has the measurements. Rows of LATEST are read by
 * chance, so its blocks are small and it has a filter; puts change them by chance too, but look up
 * only their summaries, so that it is merged in few and large steps. Rows of HISTORY are added in
 * order and looked up by revisions that exist, and INDEX is only scanned: a filter would be built
 * for nobody.
 */
final class FamilyOptions implements AutoCloseable {
    /**
     * With a smaller budget indexes and filters are kept in pieces, of which the cache holds those
     * that are used. A larger one holds all of them, where a look into one piece is faster than one
     * that has to find the right piece before.
     */
    static final long WHOLE_INDEX_BUDGET_BYTES_MIN = 512 * SizeUnit.MB;

    /** Write buffers of one family: one that is filled, the others being written out. */
    private static final int WRITE_BUFFERS_MAX = 4;

    private static final long LATEST_BLOCK_BYTES = 4 * SizeUnit.KB;
    private static final long HISTORY_BLOCK_BYTES = 16 * SizeUnit.KB;
    private static final long BLOCK_BYTES = 8 * SizeUnit.KB;
    private static final double FILTER_BITS_PER_KEY = 10;

    /** Most families are nearly empty, and an empty write buffer takes one such block. */
    private static final long ARENA_BLOCK_BYTES = 64 * SizeUnit.KB;

    private static final long FILE_BYTES = 64 * SizeUnit.MB;

    /** So many files are merged at once into the level below. */
    private static final int MERGED_FILES = 8;

    /** How many write buffers that level may hold before there is another one above it. */
    private static final int BASE_LEVEL_BUFFERS = 16;

    private static final int LEVEL_FACTOR = 4;

    /** A little more on disk for less work each time. */
    private static final int LZ4_ACCELERATION = 10;

    /** A file with this many deletions among so many rows in a row is compacted soon. */
    private static final long DELETIONS_WINDOW_ROWS = 1024;

    private static final long DELETIONS_IN_WINDOW = 256;
    private static final double DELETIONS_PART = 0.25;

    private final BloomFilter filter = new BloomFilter(FILTER_BITS_PER_KEY, false);
    private final TablePropertiesCollectorFactory deletions =
            TablePropertiesCollectorFactory.NewCompactOnDeletionCollectorFactory(
                    DELETIONS_WINDOW_ROWS, DELETIONS_IN_WINDOW, DELETIONS_PART);
    private final CompressionOptions quickly = new CompressionOptions().setLevel(-LZ4_ACCELERATION);
    private final ColumnFamilyOptions latest;
    private final ColumnFamilyOptions history;
    private final ColumnFamilyOptions index;
    private final ColumnFamilyOptions summaries;
    private final ColumnFamilyOptions others;

    FamilyOptions(MemoryBudget budget) {
        long large = budget.writeBytes() / WRITE_BUFFERS_MAX;
        long small = large / 2;
        this.latest =
                changedByChance(family(filtered(table(budget, LATEST_BLOCK_BYTES), budget), large));
        this.summaries =
                changedByChance(
                        family(
                                lookedUp(filtered(table(budget, BLOCK_BYTES), budget), budget),
                                small));
        this.history = family(table(budget, HISTORY_BLOCK_BYTES), large);
        this.index = changedByChance(family(table(budget, BLOCK_BYTES), small));
        this.others = family(filtered(table(budget, BLOCK_BYTES), budget), small);
    }

    ColumnFamilyOptions of(Keyspace keyspace) {
        return switch (keyspace) {
            case LATEST -> latest;
            case HISTORY -> history;
            case INDEX -> index;
            case LEASE, AUTH, MEMBER, META -> others;
        };
    }

    /** For what is kept of the rows in LATEST for itself. */
    ColumnFamilyOptions summaries() {
        return summaries;
    }

    /** For the engine's own rows. */
    ColumnFamilyOptions own() {
        return others;
    }

    /**
     * Rows that are merged again and again on their way down: with less effort each time, and at
     * most of a level at once, because each is but little larger than the one above.
     */
    private ColumnFamilyOptions changedByChance(ColumnFamilyOptions family) {
        return family.setMaxBytesForLevelMultiplier(LEVEL_FACTOR).setCompressionOptions(quickly);
    }

    private ColumnFamilyOptions family(BlockBasedTableConfig table, long writeBufferBytes) {
        // Only these options take a collector.
        try (Options all = new Options()) {
            all.setTablePropertiesCollectorFactory(List.of(deletions));
            return new ColumnFamilyOptions(all)
                    .setWriteBufferSize(writeBufferBytes)
                    .setMaxWriteBufferNumber(WRITE_BUFFERS_MAX)
                    .setArenaBlockSize(ARENA_BLOCK_BYTES)
                    .setTargetFileSizeBase(FILE_BYTES)
                    .setLevel0FileNumCompactionTrigger(MERGED_FILES)
                    .setMaxBytesForLevelBase(BASE_LEVEL_BUFFERS * writeBufferBytes)
                    .setLevelCompactionDynamicLevelBytes(true)
                    .setCompressionType(CompressionType.LZ4_COMPRESSION)
                    .setForceConsistencyChecks(true)
                    .setTableFormatConfig(table);
        }
    }

    private static BlockBasedTableConfig table(MemoryBudget budget, long blockBytes) {
        return new BlockBasedTableConfig()
                .setBlockCache(budget.cache())
                .setBlockSize(blockBytes)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinTopLevelIndexAndFilter(true)
                .setIndexType(
                        inPieces(budget)
                                ? IndexType.kTwoLevelIndexSearch
                                : IndexType.kBinarySearch);
    }

    private BlockBasedTableConfig filtered(BlockBasedTableConfig table, MemoryBudget budget) {
        return table.setFilterPolicy(filter)
                .setWholeKeyFiltering(true)
                .setPartitionFilters(inPieces(budget));
    }

    /**
     * What every put asks for a single row. Filters and indexes that are in one piece stay in
     * memory with their files, on top of the budget, rather than being looked for in the cache once
     * for each file: some 1.5 bytes for each key.
     */
    private static BlockBasedTableConfig lookedUp(
            BlockBasedTableConfig table, MemoryBudget budget) {
        return table.setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash)
                .setCacheIndexAndFilterBlocks(inPieces(budget));
    }

    private static boolean inPieces(MemoryBudget budget) {
        return budget.bytes() < WHOLE_INDEX_BUDGET_BYTES_MIN;
    }

    @Override
    public void close() {
        others.close();
        summaries.close();
        index.close();
        history.close();
        latest.close();
        quickly.close();
        deletions.close();
        filter.close();
    }
}
