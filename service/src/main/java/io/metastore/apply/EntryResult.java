package io.metastore.apply;

import io.metastore.mvcc.Change;
import java.util.List;

/**
 * What one entry did.
 *
 * @param outcomes one for each command, in order; empty when the entry was a retry
 * @param changes changes of keys in order of revision, for watchers
 * @param expiredLeases how many leases ended because their time was over
 * @param compacted whether a command moved the compact revision
 * @param membersChanged whether a command may have changed the list of members
 */
public record EntryResult(
        List<Outcome> outcomes,
        List<Change> changes,
        int expiredLeases,
        boolean compacted,
        boolean membersChanged) {
    static final EntryResult RETRY = new EntryResult(List.of(), List.of(), 0, false, false);
}
