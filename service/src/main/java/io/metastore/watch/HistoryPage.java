package io.metastore.watch;

import java.util.List;

/**
 * What was found in a piece of history.
 *
 * @param changes the matching changes in order
 * @param nextRevision the first revision that is not covered by this page: greater than the first
 *     one asked for, at most one more than the last one asked for
 */
public record HistoryPage(List<Change> changes, long nextRevision) {
    public HistoryPage {
        changes = List.copyOf(changes);
    }
}
