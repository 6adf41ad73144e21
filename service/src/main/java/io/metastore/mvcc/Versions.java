package io.metastore.mvcc;

import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.Direction;
import io.metastore.engine.View;
import java.util.List;

/** The keys that live at one revision. */
sealed interface Versions permits LatestVersions, PastVersions {
    /**
     * The first versions in {@code range}, in key order.
     *
     * @param max how many at most, 0 for all
     */
    List<KeyValue> scan(KeyRange range, long max, Direction direction);

    /** How many keys of {@code range} live at the revision. */
    long count(KeyRange range);

    /** The cheapest way of reading {@code revision}, which must be readable in {@code view}. */
    static Versions at(View view, Revisions revisions, long revision) {
        return revision == revisions.current()
                ? new LatestVersions(view)
                : new PastVersions(view, revision);
    }
}
