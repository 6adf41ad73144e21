package io.metastore.engine.rocksdb;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The one bound for native memory. Blocks, indexes and filters live in one cache of this size, and
 * what is not yet on disk is charged to the same cache, so that more of one leaves less for the
 * other. Only blocks that readers hold at this moment come on top.
 */
final class MemoryBudget implements AutoCloseable {
    /** Below this the write buffers would be so small that files become uselessly short. */
    static final long BYTES_MIN = 64L * 1024 * 1024;

    /** The part of the machine that is taken when nothing else was said. */
    static final int MACHINE_FRACTION = 4;

    /** The part of the budget that write buffers may take. */
    private static final int WRITE_FRACTION = 4;

    /** About as many puts as a snapshot leaves in the log; more would never be filled. */
    private static final long WRITE_BYTES_MAX = 512L * 1024 * 1024;

    private static final int SHARDS_BY_SIZE = -1;
    private static final double HIGH_PRIORITY_PART = 0.25;

    static {
        RocksDB.loadLibrary();
    }

    private final long bytes;
    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    /**
     * @param bytes size of the budget; less than {@link #BYTES_MIN} counts as that
     */
    MemoryBudget(long bytes) {
        this.bytes = Math.max(BYTES_MIN, bytes);
        this.cache = new LRUCache(this.bytes, SHARDS_BY_SIZE, false, HIGH_PRIORITY_PART);
        this.writeBuffers = new WriteBufferManager(writeBytes(), cache);
    }

    /** What a setting of {@code bytes} means: 0 is a share of the machine or its container. */
    static long resolve(long bytes) {
        if (bytes != 0) {
            return Math.max(BYTES_MIN, bytes);
        }
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Math.max(BYTES_MIN, machine.getTotalMemorySize() / MACHINE_FRACTION);
    }

    long bytes() {
        return bytes;
    }

    /** What all write buffers together may take before they are written out. */
    long writeBytes() {
        return Math.min(WRITE_BYTES_MAX, bytes / WRITE_FRACTION);
    }

    /** What is taken of it now. */
    long usedBytes() {
        return cache.getUsage();
    }

    Cache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }
}
