package io.metastore.engine.rocksdb;

import io.metastore.engine.Direction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The rows {@code from <= key < to} of a scan; no upper bound when {@code to} is null. */
final class Bounds {
    private final byte[] from;
    private final byte @Nullable [] to;
    private final Direction direction;

    Bounds(byte[] from, byte @Nullable [] to, Direction direction) {
        this.from = from;
        this.to = to;
        this.direction = direction;
    }

    byte[] from() {
        return from;
    }

    byte @Nullable [] to() {
        return to;
    }

    boolean forward() {
        return direction == Direction.FORWARD;
    }

    /** Whether no key can be within. */
    boolean isEmpty() {
        return to != null && Arrays.compareUnsigned(from, to) >= 0;
    }

    /** Whether every key is within. */
    boolean isEverything() {
        return from.length == 0 && to == null;
    }
}
