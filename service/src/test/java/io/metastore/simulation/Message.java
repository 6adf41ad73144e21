package io.metastore.simulation;

import java.util.List;

/** What members say to each other about the log. */
sealed interface Message {
    /** The sender's term. */
    long term();

    /**
     * A candidate asks for a vote.
     *
     * @param term the term it would lead
     * @param trial whether it only asks if it could win; nothing is promised then
     */
    record VoteRequest(long term, long lastIndex, long lastTerm, boolean trial)
            implements Message {}

    /** The answer to a request for a vote. */
    record VoteReply(long term, long votedTerm, boolean granted, boolean trial)
            implements Message {}

    /**
     * The leader sends what follows an entry, or nothing as a heartbeat.
     *
     * @param round the newest question for a read point that this confirms when it is answered
     */
    record Append(
            long term,
            long previousIndex,
            long previousTerm,
            List<LogEntry> entries,
            long committed,
            long round)
            implements Message {
        public Append {
            entries = List.copyOf(entries);
        }
    }

    /**
     * The answer to {@link Append}.
     *
     * @param index the last entry that is known to be the same and on the disk; when it did not
     *     fit, one that may
     */
    record AppendReply(long term, boolean fits, long index, long round) implements Message {}

    /** The leader sends its snapshot. */
    record Install(long term, SavedSnapshot snapshot, Disk from) implements Message {}

    /** The leader asks the receiver to take over. */
    record TakeOver(long term) implements Message {}

    /** A member asks the leader for a read point. */
    record ReadRequest(long term, long id) implements Message {}

    /**
     * The leader's read point.
     *
     * @param index negative when there is none
     */
    record ReadReply(long term, long id, long index) implements Message {}
}
