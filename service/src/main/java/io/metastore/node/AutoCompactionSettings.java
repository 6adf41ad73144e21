package io.metastore.node;

/**
 * How much history automatic compaction keeps.
 *
 * @param retained milliseconds when periodic, revisions otherwise; 0 turns it off
 */
public record AutoCompactionSettings(Mode mode, long retained) {
    /** What the history kept is counted in. */
    public enum Mode {
        PERIODIC,
        REVISION
    }

    public AutoCompactionSettings {
        if (retained < 0) {
            throw new IllegalArgumentException("retained=" + retained);
        }
    }

    boolean isOn() {
        return retained > 0;
    }
}
