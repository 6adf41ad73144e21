package io.metastore.node;

import io.metastore.raft.ConsensusConfig;
import io.metastore.watch.WatchLimits;

/**
 * Everything a node has to be told.
 *
 * @param reconfiguration what may happen to the list of members
 * @param snapshotEntries log entries after which a snapshot is taken
 * @param txnOpsMax operations that one list of a txn may hold
 * @param compactionRowsPerStep rows that one step of a compaction looks at
 * @param compactionPauseMillis rest between two such steps
 * @param slowApplyMillis from when on applying an entry counts as slow
 * @param verification when members compare their data
 * @param guards what keeps the member from running out of space
 */
public record NodeSettings(
        Identity identity,
        ConsensusConfig consensus,
        ProposalLimits proposals,
        WatchLimits watches,
        ReconfigurationRules reconfiguration,
        long snapshotEntries,
        int txnOpsMax,
        int compactionRowsPerStep,
        long compactionPauseMillis,
        long slowApplyMillis,
        VerificationSettings verification,
        GuardSettings guards) {
    /** Time that a request has on top of two elections before it is given up. */
    private static final long REQUEST_MILLIS = 5000;

    /** Time after which a request is given up, for an election time-out. */
    public static long requestTimeoutMillis(int electionTimeoutMillis) {
        return REQUEST_MILLIS + 2L * electionTimeoutMillis;
    }

    /** The shortest lease: it has to outlive an election. */
    long leaseTtlSecondsMin() {
        long millis = 3L * consensus.electionTimeoutMillis() / 2;
        return (millis + 999) / 1000;
    }
}
