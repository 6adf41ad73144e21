package io.metastore.raft;

/**
 * A member's own view of the group at one moment.
 *
 * @param leaderId member id of the leader, 0 when none is known
 * @param soleVoter whether this member is the only voter, so that it needs nobody's consent to read
 */
public record ConsensusStatus(
        Role role,
        long leaderId,
        long term,
        long committedIndex,
        long appliedIndex,
        long lastLogIndex,
        boolean soleVoter) {}
