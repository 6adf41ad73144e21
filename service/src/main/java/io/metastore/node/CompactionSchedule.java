package io.metastore.node;

import java.util.OptionalLong;

/**
 * Decides when automatic compaction is due, and to which revision. Knows no clock and no threads:
 * it is asked once a tick, at a follower too, so that a new leader has the history it needs.
 */
sealed interface CompactionSchedule permits PeriodicSchedule, RevisionSchedule {
    /** Time between two ticks. */
    long tickMillis();

    /**
     * Takes note of the present revision.
     *
     * @param leads whether this member leads; only a leader compacts
     * @return the revision to compact to, empty when nothing is due
     */
    OptionalLong tick(long nowMillis, long revision, boolean leads);

    /** A compaction that was due has been carried out, or was found to have been before. */
    void compacted(long nowMillis, long revision);

    /** The schedule that the settings ask for, beginning now. */
    static CompactionSchedule of(AutoCompactionSettings settings, long nowMillis, long revision) {
        return switch (settings.mode()) {
            case PERIODIC -> new PeriodicSchedule(settings.retained(), nowMillis, revision);
            case REVISION -> new RevisionSchedule(settings.retained());
        };
    }
}
