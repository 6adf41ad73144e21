package io.metastore.engine.rocksdb;

import io.metastore.engine.Keyspace;

import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.IndexType;
import org.rocksdb.util.SizeUnit;

import java.util.Locale;

/** One deviation each from {@link DatabaseOptions}. */
enum OptionsVariant {
    BASE,
    BLOCK_4K,
    BLOCK_8K,
    BLOCK_16K,
    BLOCK_32K,
    COMPRESSION_NONE,
    COMPRESSION_LZ4,
    COMPRESSION_LZ4_UNHURRIED,
    COMPRESSION_ZSTD,
    INDEX_BINARY_SEARCH,
    INDEX_TWO_LEVELS,
    INDEX_TWO_LEVELS_UNPINNED,
    INDEX_HASH_IN_BLOCKS,
    FILTER_NONE,
    FILTER_ALL,
    FILTER_LATEST,
    FILTER_NOT_IN_LAST_LEVEL,
    MEMTABLE_FILTER,
    LEVELS_BY_TEN,
    WRITE_BUFFERS_32M,
    MERGE_OF_FOUR_FILES,
    PINNED_TOP_FILES,
    TOP_LEVEL_32M,
    /** No difference between the families: 8 KiB, two levels, filters everywhere. */
    SAME_FOR_ALL;

    private static final double FILTER_BITS_PER_KEY = 10;
    private static final double MEMTABLE_FILTER_PART = 0.05;

    /** The name on the command line and in the table. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The variant of that name. */
    static OptionsVariant of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The options of a family, in place; null stands for the engine's own rows. */
    ColumnFamilyOptions change(ColumnFamilyOptions family, @Nullable Keyspace keyspace) {
        var table = (BlockBasedTableConfig) family.tableFormatConfig();
        switch (this) {
            case BASE -> {}
            case BLOCK_4K -> table.setBlockSize(4 * 1024);
            case BLOCK_8K -> table.setBlockSize(8 * 1024);
            case BLOCK_16K -> table.setBlockSize(16 * 1024);
            case BLOCK_32K -> table.setBlockSize(32 * 1024);
            case COMPRESSION_NONE -> family.setCompressionType(CompressionType.NO_COMPRESSION);
            case COMPRESSION_LZ4 -> family.setCompressionType(CompressionType.LZ4_COMPRESSION);
            case COMPRESSION_LZ4_UNHURRIED ->
                    family.setCompressionOptions(new CompressionOptions());
            case COMPRESSION_ZSTD -> family.setCompressionType(CompressionType.ZSTD_COMPRESSION);
            case INDEX_BINARY_SEARCH ->
                    table.setIndexType(IndexType.kBinarySearch).setPartitionFilters(false);
            case INDEX_TWO_LEVELS ->
                    table.setIndexType(IndexType.kTwoLevelIndexSearch)
                            .setPartitionFilters(true)
                            .setPinTopLevelIndexAndFilter(true);
            case INDEX_TWO_LEVELS_UNPINNED ->
                    table.setIndexType(IndexType.kTwoLevelIndexSearch)
                            .setPartitionFilters(true)
                            .setPinTopLevelIndexAndFilter(false);
            case INDEX_HASH_IN_BLOCKS ->
                    table.setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash);
            case FILTER_NONE -> withoutFilter(table);
            case FILTER_ALL -> table.setFilterPolicy(new BloomFilter(FILTER_BITS_PER_KEY, false));
            case FILTER_LATEST -> {
                if (keyspace != Keyspace.LATEST) {
                    withoutFilter(table);
                }
            }
            case FILTER_NOT_IN_LAST_LEVEL -> family.setOptimizeFiltersForHits(true);
            case MEMTABLE_FILTER ->
                    family.setMemtablePrefixBloomSizeRatio(MEMTABLE_FILTER_PART)
                            .setMemtableWholeKeyFiltering(true);
            case LEVELS_BY_TEN -> family.setMaxBytesForLevelMultiplier(10);
            case WRITE_BUFFERS_32M -> family.setWriteBufferSize(32 * SizeUnit.MB);
            case PINNED_TOP_FILES -> table.setPinL0FilterAndIndexBlocksInCache(true);
            case TOP_LEVEL_32M -> family.setMaxBytesForLevelBase(32 * SizeUnit.MB);
            case MERGE_OF_FOUR_FILES -> family.setLevel0FileNumCompactionTrigger(4);
            case SAME_FOR_ALL ->
                    table.setBlockSize(8 * 1024)
                            .setFilterPolicy(new BloomFilter(FILTER_BITS_PER_KEY, false))
                            .setIndexType(IndexType.kTwoLevelIndexSearch)
                            .setPartitionFilters(true);
        }
        return family.setTableFormatConfig(table);
    }

    private static void withoutFilter(BlockBasedTableConfig table) {
        table.setFilterPolicy(null).setPartitionFilters(false);
    }
}
