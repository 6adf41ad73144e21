package io.metastore.watch;

import com.google.protobuf.ByteString;
import java.util.Comparator;

/**
 * Keys in etcd's notation: an empty {@code rangeEnd} means the single key, a {@code rangeEnd} of
 * one zero byte every key from {@code key} on, anything else {@code [key, rangeEnd)} in unsigned
 * byte order.
 */
public record KeyRange(ByteString key, ByteString rangeEnd) {
    private static final ByteString ZERO = ByteString.copyFrom(new byte[] {0});
    private static final Comparator<ByteString> ORDER =
            ByteString.unsignedLexicographicalComparator();

    /** The range a client names; an empty key stands for the smallest key there is. */
    public static KeyRange of(ByteString key, ByteString rangeEnd) {
        return new KeyRange(key.isEmpty() ? ZERO : key, rangeEnd);
    }

    /** Whether this is one key. */
    public boolean isSingleKey() {
        return rangeEnd.isEmpty();
    }

    /** Whether there is no upper bound. */
    public boolean isOpenEnded() {
        return rangeEnd.equals(ZERO);
    }

    /** Whether no key can be in the range. */
    public boolean isEmpty() {
        return !isSingleKey() && !isOpenEnded() && ORDER.compare(key, rangeEnd) >= 0;
    }

    /** Whether {@code candidate} is in the range. */
    public boolean contains(ByteString candidate) {
        if (isSingleKey()) {
            return key.equals(candidate);
        }
        return ORDER.compare(key, candidate) <= 0
                && (isOpenEnded() || ORDER.compare(candidate, rangeEnd) < 0);
    }

    /** The smallest range that holds this one and {@code other}; neither may be empty. */
    public KeyRange cover(KeyRange other) {
        if (equals(other)) {
            return this;
        }
        ByteString start = ORDER.compare(key, other.key) <= 0 ? key : other.key;
        if (isOpenEnded() || other.isOpenEnded()) {
            return new KeyRange(start, ZERO);
        }
        ByteString end = exclusiveEnd();
        ByteString otherEnd = other.exclusiveEnd();
        return new KeyRange(start, ORDER.compare(end, otherEnd) >= 0 ? end : otherEnd);
    }

    private ByteString exclusiveEnd() {
        return isSingleKey() ? key.concat(ZERO) : rangeEnd;
    }
}
