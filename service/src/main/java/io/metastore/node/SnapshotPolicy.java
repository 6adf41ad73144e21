package io.metastore.node;

/**
 * Decides when the log has grown enough for a snapshot: after a number of entries, and once they
 * weigh a fair part of the state, so that a large state is not written out over and over for a
 * little log. Confined to the apply thread.
 */
final class SnapshotPolicy {
    /** The log behind the last snapshot weighs at least this fraction of the state. */
    static final int STATE_FRACTION = 4;

    private final long entriesMin;
    private long entries;
    private long bytes;

    SnapshotPolicy(long entriesMin) {
        this.entriesMin = entriesMin;
    }

    void applied(int entryBytes) {
        entries++;
        bytes += entryBytes;
    }

    boolean isDue(long stateBytes) {
        return entries >= entriesMin && bytes >= stateBytes / STATE_FRACTION;
    }

    void taken() {
        entries = 0;
        bytes = 0;
    }
}
