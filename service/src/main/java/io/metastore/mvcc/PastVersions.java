package io.metastore.mvcc;

import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.Direction;
import io.metastore.engine.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The version that each key had at a past revision, found by way of the index. */
final class PastVersions implements Versions {
    private final View view;
    private final long revision;

    PastVersions(View view, long revision) {
        this.view = view;
        this.revision = revision;
    }

    @Override
    public List<KeyValue> scan(KeyRange range, long max, Direction direction) {
        if (range.isEmpty()) {
            return List.of();
        }
        if (direction == Direction.BACKWARD) {
            return lastOf(scan(range, 0, Direction.FORWARD), max);
        }
        List<KeyValue> found = new ArrayList<>();
        try (IndexWalk walk = new IndexWalk(view, range, revision)) {
            while ((max == 0 || found.size() < max) && walk.next()) {
                found.add(Records.at(view, walk.main(), walk.sub(), ChangeKind.PUT));
            }
        }
        return found;
    }

    @Override
    public long count(KeyRange range) {
        if (range.isEmpty()) {
            return 0;
        }
        long keys = 0;
        try (IndexWalk walk = new IndexWalk(view, range, revision)) {
            while (walk.next()) {
                keys++;
            }
        }
        return keys;
    }

    private static List<KeyValue> lastOf(List<KeyValue> ascending, long max) {
        List<KeyValue> descending = new ArrayList<>(ascending);
        Collections.reverse(descending);
        return max == 0 || descending.size() <= max
                ? descending
                : new ArrayList<>(descending.subList(0, Math.toIntExact(max)));
    }
}
