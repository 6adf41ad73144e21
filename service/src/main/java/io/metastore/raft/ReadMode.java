package io.metastore.raft;

/** How a leader makes sure that it still leads before it names a read point. */
public enum ReadMode {
    /** It asks a majority, once for all reads that wait. */
    INDEX,
    /**
     * It trusts its clock: a majority answered it a short while ago and elects nobody for longer
     * than that. Saves the question, and is wrong when clocks of members do not run alike.
     */
    LEASE
}
