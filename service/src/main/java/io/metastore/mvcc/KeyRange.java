package io.metastore.mvcc;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a request means, {@code [from, to)} in unsigned byte order. An empty range end is
 * the one key, the range end {@code \0} is no upper bound, and an end at or before the key is the
 * empty range.
 */
public final class KeyRange {
    private static final ByteString NO_UPPER_BOUND = ByteString.copyFrom(new byte[1]);

    private final byte[] from;
    private final byte @Nullable [] to;
    private final boolean single;

    private KeyRange(byte[] from, byte @Nullable [] to, boolean single) {
        this.from = from;
        this.to = to;
        this.single = single;
    }

    /**
     * The range that {@code key} and {@code rangeEnd} stand for in every request of the protocol.
     */
    public static KeyRange of(ByteString key, ByteString rangeEnd) {
        byte[] from = key.toByteArray();
        if (rangeEnd.isEmpty()) {
            return new KeyRange(from, successor(from), true);
        }
        return new KeyRange(
                from, rangeEnd.equals(NO_UPPER_BOUND) ? null : rangeEnd.toByteArray(), false);
    }

    /** Every key there can be. */
    public static KeyRange everything() {
        return new KeyRange(new byte[0], null, false);
    }

    /** What is left of this range behind {@code key}, one of its keys. */
    KeyRange after(ByteString key) {
        return new KeyRange(successor(key.toByteArray()), to, false);
    }

    /** Whether {@code key} is in this range. */
    public boolean contains(ByteString key) {
        if (single) {
            return key.size() == from.length && compare(key, from) == 0;
        }
        return compare(key, from) >= 0 && (to == null || compare(key, to) < 0);
    }

    /** Whether this names one key rather than a stretch of them. */
    public boolean isSingle() {
        return single;
    }

    /** Whether no key can be in this range. */
    public boolean isEmpty() {
        return to != null && Arrays.compareUnsigned(from, to) >= 0;
    }

    byte[] from() {
        return from;
    }

    byte @Nullable [] to() {
        return to;
    }

    byte[] indexFrom() {
        return IndexKey.startOf(from);
    }

    byte @Nullable [] indexTo() {
        return to == null ? null : IndexKey.startOf(to);
    }

    private static byte[] successor(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    private static int compare(ByteString key, byte[] bound) {
        int common = Math.min(key.size(), bound.length);
        for (int i = 0; i < common; i++) {
            int difference = (key.byteAt(i) & 0xFF) - (bound[i] & 0xFF);
            if (difference != 0) {
                return difference;
            }
        }
        return key.size() - bound.length;
    }
}
