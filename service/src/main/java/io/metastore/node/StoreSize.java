package io.metastore.node;

import io.metastore.engine.Engine;
import java.util.function.LongSupplier;

/**
 * The size of the state for whoever asks on every request: looked up when enough has been applied,
 * and on each tick, because compaction and the engine's own tidying change it as well. It may lag
 * by what the two allow.
 */
final class StoreSize implements LongSupplier {
    /** Bytes of applied entries after which the engine is asked again. */
    static final long LAG_BYTES_MAX = 64 << 10;

    private final Engine engine;
    private volatile long bytes;

    /** Bytes applied since the last look. Confined to the apply thread. */
    private long appliedBytes;

    StoreSize(Engine engine) {
        this.engine = engine;
        this.bytes = engine.sizeBytes();
    }

    /** Takes note of an applied entry; apply thread. */
    void applied(long entryBytes) {
        appliedBytes += entryBytes;
        if (appliedBytes >= LAG_BYTES_MAX) {
            appliedBytes = 0;
            look();
        }
    }

    /** Asks the engine; any thread. */
    void look() {
        bytes = engine.sizeBytes();
    }

    @Override
    public long getAsLong() {
        return bytes;
    }
}
