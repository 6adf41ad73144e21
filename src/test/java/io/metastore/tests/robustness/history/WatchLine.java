package io.metastore.tests.robustness.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a watcher's file: where it began to watch, or a response.
 *
 * @param session counts the watches of one watcher
 * @param began at the beginning of a session
 * @param told in a response
 */
public record WatchLine(int session, @Nullable Began began, @Nullable Told told) {

    /** The watcher asked a member for everything from a revision. */
    public record Began(String member, long start) {}

    /**
     * One response, as it came.
     *
     * @param seen when, at the latest
     * @param progress whether it says that everything up to its revision was told
     * @param compacted what the watch was cancelled for: the revision was compacted away; 0 for
     *     none
     */
    public record Told(
            long seen, long revision, boolean progress, long compacted, List<Change> events) {}

    /** What happened to a key; of a deleted one only key and revision are known. */
    public record Change(boolean deleted, Row row) {}
}
