package io.metastore.node;

/**
 * Decides when the log has grown enough for a snapshot: after a number of entries, or once they
 * weigh so much that going through them again would take long, whatever their number. An engine
 * that has to write its whole state waits until the log weighs a fair part of that, so that a large
 * state is not written out over and over for a little log. Confined to the apply thread.
 */
final class SnapshotPolicy {
    /** The log behind the last snapshot weighs at least this fraction of the state. */
    static final int STATE_FRACTION = 4;

    /** A log this heavy needs no number of entries. */
    static final long LOG_BYTES_MAX = 128L << 20;

    private final long entriesMin;
    private final boolean wholeState;
    private long entries;
    private long bytes;

    /**
     * @param wholeState whether a snapshot takes as long as the state is large
     */
    SnapshotPolicy(long entriesMin, boolean wholeState) {
        this.entriesMin = entriesMin;
        this.wholeState = wholeState;
    }

    void applied(int entryBytes) {
        entries++;
        bytes += entryBytes;
    }

    boolean isDue(long stateBytes) {
        return (entries >= entriesMin || bytes >= LOG_BYTES_MAX)
                && (!wholeState || bytes >= stateBytes / STATE_FRACTION);
    }

    void taken() {
        entries = 0;
        bytes = 0;
    }
}
