package io.metastore.operator.backup;

import java.time.Instant;

/**
 * A backup that was made by the schedule.
 *
 * @param due the time in the schedule that it was made for
 */
public record ScheduledBackup(String name, Instant due, String file, State state) {
    /** How it stands. */
    public enum State {
        UNFINISHED,
        COMPLETED,
        FAILED
    }
}
