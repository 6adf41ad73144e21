package io.metastore.watch;

import java.util.List;

/**
 * All changes of one revision.
 *
 * @param revision the revision
 * @param changes its changes in the order of their operations
 */
public record RevisionChanges(long revision, List<Change> changes) {
    public RevisionChanges {
        changes = List.copyOf(changes);
    }

    /** Whether it says of each change what was before. */
    boolean isComplete() {
        for (Change change : changes) {
            if (change.prevKvUnread()) {
                return false;
            }
        }
        return true;
    }
}
