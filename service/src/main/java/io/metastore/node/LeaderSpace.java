package io.metastore.node;

import io.metastore.node.DiskSpace.Level;
import java.util.function.LongSupplier;

/**
 * The disk of the leader, as it told this member when it took or refused an entry. Believed for a
 * while only, after which a request gets through and finds out. Any thread.
 */
final class LeaderSpace {
    static final long BELIEVED_MILLIS = 1000;

    private record Told(Level level, long nanos) {}

    private final LongSupplier nanoTime;
    private volatile Told told;

    LeaderSpace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.told = new Told(Level.ENOUGH, nanoTime.getAsLong());
    }

    void told(Level level) {
        if (level != Level.ENOUGH || told.level() != Level.ENOUGH) {
            told = new Told(level, nanoTime.getAsLong());
        }
    }

    Level level() {
        Told last = told;
        boolean believed = nanoTime.getAsLong() - last.nanos() < BELIEVED_MILLIS * 1_000_000;
        return believed ? last.level() : Level.ENOUGH;
    }
}
