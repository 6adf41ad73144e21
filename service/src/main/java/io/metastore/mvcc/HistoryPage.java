package io.metastore.mvcc;

import java.util.List;

/**
 * A stretch of replayed history, whole revisions only.
 *
 * @param changes in the order they happened
 * @param nextRevision the first revision that the page does not cover; beyond the last one that was
 *     asked for, or that exists, once the replay is complete
 */
public record HistoryPage(List<Change> changes, long nextRevision) {
    /** Makes the list unmodifiable. */
    public HistoryPage {
        changes = List.copyOf(changes);
    }
}
