package io.metastore.app.metrics;

/** What is measured of this member's part in the cluster. Any thread; answers at once. */
public interface ConsensusFigures {
    boolean hasLeader();

    boolean isLeader();

    boolean isLearner();

    long leaderChangesSeen();

    /** The index of the last committed entry. */
    long committedIndex();

    /** The index of the last applied entry. */
    long appliedIndex();

    /** Proposals that wait for their outcome. */
    long proposalsPending();

    long proposalsFailed();

    long heartbeatSendFailures();

    /** Read barriers that failed. */
    long readIndexesFailed();

    /** Read barriers that took longer than expected. */
    long slowReadIndexes();

    /** Entries whose application took longer than expected. */
    long slowApplies();

    /** Snapshots being loaded from the leader now. */
    long snapshotsBeingApplied();

    long learnerPromotions();
}
