package io.metastore.mvcc;

/**
 * Which part of history to replay.
 *
 * @param range the keys
 * @param from the first revision, at least 1
 * @param to the last revision; what has not happened yet is not waited for
 * @param prevKv whether each event brings the version before it
 * @param revisionsMax how many revisions one page reads at most
 * @param bytesMax a page ends with the revision that reaches this size; a revision is never split
 */
public record HistoryRequest(
        KeyRange range, long from, long to, boolean prevKv, int revisionsMax, long bytesMax) {
    /** Refuses what could never make progress. */
    public HistoryRequest {
        if (from < 1 || revisionsMax < 1 || bytesMax < 1) {
            throw new IllegalArgumentException(
                    "from=" + from + " revisionsMax=" + revisionsMax + " bytesMax=" + bytesMax);
        }
    }
}
