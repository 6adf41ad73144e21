package io.metastore.watch;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Values under key ranges, found by a key inside: single keys in a hash map, all other ranges in an
 * interval tree, so that the cost of a look-up does not grow with ranges that do not match.
 *
 * <p>Not safe for concurrent use.
 */
final class RangeIndex<T> {
    private final Map<ByteString, Set<T>> singleKeys = new HashMap<>();
    private final IntervalTree<T> intervals = new IntervalTree<>();
    private long visits;

    void add(KeyRange range, T value) {
        if (range.isSingleKey()) {
            singleKeys.computeIfAbsent(range.key(), key -> new LinkedHashSet<>()).add(value);
        } else {
            intervals.add(range, value);
        }
    }

    void remove(KeyRange range, T value) {
        if (!range.isSingleKey()) {
            intervals.remove(range, value);
            return;
        }
        Set<T> values = singleKeys.get(range.key());
        if (values != null && values.remove(value) && values.isEmpty()) {
            singleKeys.remove(range.key());
        }
    }

    /** Passes on every value whose range holds {@code key}. The index must not change meanwhile. */
    void forEachMatch(ByteString key, Consumer<? super T> consumer) {
        Set<T> exact = singleKeys.get(key);
        if (exact != null) {
            visits += exact.size();
            exact.forEach(consumer);
        }
        if (!intervals.isEmpty()) {
            intervals.forEachMatch(key, consumer);
        }
    }

    /** Every value, in no particular order. */
    List<T> values() {
        List<T> values = new ArrayList<>(intervals.values());
        singleKeys.values().forEach(values::addAll);
        return values;
    }

    /** Values and nodes looked at by all look-ups so far. */
    long visits() {
        return visits + intervals.visits();
    }
}
