package io.metastore.raft;

/** What this member is in its group at the moment. */
public enum Role {
    LEADER,
    FOLLOWER,
    CANDIDATE,
    LEARNER,
    STOPPED
}
