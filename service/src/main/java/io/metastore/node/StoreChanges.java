package io.metastore.node;

import io.metastore.watch.Change;
import io.metastore.watch.RevisionChanges;
import java.util.ArrayList;
import java.util.List;

/** Turns what the store recorded into what watchers are told. */
final class StoreChanges {
    private StoreChanges() {}

    static Change of(io.metastore.mvcc.Change event) {
        return new Change(event.type(), event.kv(), event.prevKv(), event.prevKvUnread());
    }

    /** Groups events, which are in order of revision, by revision. */
    static List<RevisionChanges> byRevision(List<io.metastore.mvcc.Change> events) {
        List<RevisionChanges> revisions = new ArrayList<>();
        int start = 0;
        while (start < events.size()) {
            long revision = events.get(start).revision();
            int end = start + 1;
            while (end < events.size() && events.get(end).revision() == revision) {
                end++;
            }
            List<Change> changes =
                    events.subList(start, end).stream().map(StoreChanges::of).toList();
            revisions.add(new RevisionChanges(revision, changes));
            start = end;
        }
        return revisions;
    }
}
