package io.metastore.node;

import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * How much room the disk of the data has left, compared with a reserve that is kept for what has
 * been accepted already: flushes of the log, snapshots in flight, the engine's own rewriting.
 * Looked up each second; in between, what is written is taken off by estimate, so that a burst does
 * not eat the reserve unseen.
 */
public final class DiskSpace {
    /** What the room left allows. */
    public enum Level {
        /** Everything. */
        ENOUGH,
        /** Only what adds nothing to the state. */
        LOW,
        /** Nothing that a client asks for and that is written to the log. */
        EXHAUSTED
    }

    /** The reserve when none is given, unless the disk is small. */
    static final long RESERVE_BYTES_MAX = 512L << 20;

    /** The default reserve is at most this fraction of the disk. */
    static final int RESERVE_FRACTION = 20;

    /** Below this fraction of the reserve the space is exhausted. */
    static final int EXHAUSTED_FRACTION = 4;

    /** This fraction of the reserve has to be there on top of it before writes are taken again. */
    static final int BACK_FRACTION = 8;

    /** A byte proposed is written to the log, when the log is flushed, and by the engine. */
    static final int WRITES_PER_BYTE = 3;

    private static final Logger LOG = Logger.getLogger(DiskSpace.class);

    private final LongSupplier usableBytes;
    private final long reserveBytes;

    private long lastUsableBytes;
    private long estimatedBytes;
    private volatile Level level = Level.ENOUGH;

    /**
     * @param usableBytes asks the disk for the room that is left
     * @param totalBytes size of the disk
     * @param reserveBytes the reserve; 0 for none, empty for the default
     */
    DiskSpace(LongSupplier usableBytes, long totalBytes, OptionalLong reserveBytes) {
        this.usableBytes = usableBytes;
        this.reserveBytes =
                reserveBytes.orElse(Math.min(RESERVE_BYTES_MAX, totalBytes / RESERVE_FRACTION));
        look();
    }

    public Level level() {
        return level;
    }

    public long reserveBytes() {
        return reserveBytes;
    }

    /** The room left at the last look. */
    public synchronized long freeBytes() {
        return lastUsableBytes;
    }

    /** Asks the disk; may wait for it. */
    void look() {
        long usable = usableBytes.getAsLong();
        synchronized (this) {
            lastUsableBytes = usable;
            estimatedBytes = usable;
            judge();
        }
    }

    /** Takes note of an entry that was appended to the log. */
    synchronized void appended(long entryBytes) {
        estimatedBytes -= WRITES_PER_BYTE * entryBytes;
        judge();
    }

    /** Once it was missing, a little more than the reserve has to be there, or it would flap. */
    private long neededBytes() {
        return level == Level.ENOUGH ? reserveBytes : reserveBytes + reserveBytes / BACK_FRACTION;
    }

    private void judge() {
        if (reserveBytes == 0) {
            return;
        }
        Level now = Level.ENOUGH;
        if (estimatedBytes < reserveBytes / EXHAUSTED_FRACTION) {
            now = Level.EXHAUSTED;
        } else if (estimatedBytes < neededBytes()) {
            now = Level.LOW;
        }
        Level before = level;
        if (now == before) {
            return;
        }
        level = now;
        if (now.compareTo(before) > 0) {
            LOG.warnf(
                    "little disk space: writes are refused level=%s free-bytes=%d reserve-bytes=%d",
                    now, estimatedBytes, reserveBytes);
        } else {
            LOG.infof(
                    "disk space is back level=%s free-bytes=%d reserve-bytes=%d",
                    now, estimatedBytes, reserveBytes);
        }
    }
}
