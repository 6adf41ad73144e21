package io.metastore.simulation;

import com.google.protobuf.ByteString;
import io.metastore.api.mvccpb.Event.EventType;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.mvcc.Change;
import io.metastore.watch.KeyRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every version of every key that the log has made, and nothing is ever compacted. */
final class KeyHistory {
    private static final Comparator<ByteString> ORDER =
            ByteString.unsignedLexicographicalComparator();

    private final NavigableMap<ByteString, NavigableMap<Long, Change>> keys = new TreeMap<>(ORDER);
    private final NavigableMap<Long, List<Change>> revisions = new TreeMap<>();
    private final Map<String, Long> tags = new HashMap<>();

    void add(Change change) {
        keys.computeIfAbsent(change.kv().getKey(), key -> new TreeMap<>())
                .put(change.revision(), change);
        revisions.computeIfAbsent(change.revision(), revision -> new ArrayList<>()).add(change);
        if (change.type() == EventType.PUT) {
            String tag = tag(change.kv().getKey(), change.kv().getValue());
            Long before = tags.put(tag, change.revision());
            if (before != null) {
                throw new AssertionError(
                        "put %s applied twice, at %d and %d"
                                .formatted(tag, before, change.revision()));
            }
        }
    }

    private static String tag(ByteString key, ByteString value) {
        return key.toStringUtf8() + "=" + value.toStringUtf8();
    }

    /** The newest revision; 1 when nothing was written. */
    long revision() {
        return revisions.isEmpty() ? 1 : revisions.lastKey();
    }

    /** The revision at which a value, which is written only once, was put; 0 when it was not. */
    long revisionOf(ByteString key, ByteString value) {
        return tags.getOrDefault(tag(key, value), 0L);
    }

    @Nullable KeyValue get(ByteString key, long revision) {
        NavigableMap<Long, Change> versions = keys.get(key);
        Map.Entry<Long, Change> version = versions == null ? null : versions.floorEntry(revision);
        return version == null || version.getValue().type() == EventType.DELETE
                ? null
                : version.getValue().kv();
    }

    /** What a range reads at a revision. */
    List<KeyValue> range(KeyRange range, long revision) {
        List<KeyValue> records = new ArrayList<>();
        for (ByteString key : keys.keySet()) {
            KeyValue record = range.contains(key) ? get(key, revision) : null;
            if (record != null) {
                records.add(record);
            }
        }
        return records;
    }

    /** What was changed within a range from a revision to another, both included. */
    List<Change> changes(KeyRange range, long from, long to) {
        return from > to
                ? List.of()
                : revisions.subMap(from, true, to, true).values().stream()
                        .flatMap(List::stream)
                        .filter(change -> range.contains(change.kv().getKey()))
                        .toList();
    }
}
