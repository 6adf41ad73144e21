package io.metastore.raft;

/** One change of a group's configuration. */
public record GroupChange(Kind kind, long memberId) {
    /** What happens to the member. */
    public enum Kind {
        /** Begins to follow; done at once. */
        ADD_LEARNER,
        /** Stops following, or stops being known at all. */
        REMOVE_LEARNER,
        /** Votes from now on; it must not be a learner any more, and done when it has caught up. */
        ADD_VOTER,
        /** Does not vote any more; a leader that is removed steps down when that is done. */
        REMOVE_VOTER
    }
}
