package io.metastore.watch;

/**
 * The bounds of watching.
 *
 * @param watchersPerStreamMax watchers on one stream; a further one is refused
 * @param bufferedResponsesMax responses with events that wait in one stream. Where that many wait
 *     already, watchers of the stream read on from history. One revision more than fits is taken
 *     whole, so the number may be passed by the watchers that this revision matches
 * @param bufferedBytesMax the same in bytes of events
 * @param responseBytesMax size from which no further revision joins a response
 * @param catchUpRevisionsMax revisions in one read of history and in one response
 * @param catchUpBytesMax size at which a read of history ends
 * @param catchUpWatchersMax watchers of one stream that share a read of history
 * @param fragmentBytesMax size from which a response is split for watchers that asked for it
 * @param controlResponsesMax answers to requests that wait in one stream; a client that goes on
 *     asking without reading has its stream ended
 * @param progressIntervalNanos time between progress notifications; up to a tenth is added
 */
public record WatchLimits(
        int watchersPerStreamMax,
        int bufferedResponsesMax,
        long bufferedBytesMax,
        int responseBytesMax,
        int catchUpRevisionsMax,
        int catchUpBytesMax,
        int catchUpWatchersMax,
        int fragmentBytesMax,
        int controlResponsesMax,
        long progressIntervalNanos) {
    private static final int MEBIBYTE = 1024 * 1024;

    public WatchLimits {
        if (watchersPerStreamMax < 1
                || bufferedResponsesMax < 1
                || bufferedBytesMax < 1
                || responseBytesMax < 1
                || catchUpRevisionsMax < 1
                || catchUpBytesMax < 1
                || catchUpWatchersMax < 1
                || fragmentBytesMax < 1
                || controlResponsesMax < 1
                || progressIntervalNanos < 1) {
            throw new IllegalArgumentException("every limit of watching must be positive");
        }
    }

    /** The limits in use unless configured otherwise; etcd's where etcd has one. */
    public static WatchLimits defaults() {
        return new WatchLimits(
                100_000,
                128,
                4 * MEBIBYTE,
                MEBIBYTE,
                1_000,
                2 * MEBIBYTE,
                512,
                2 * MEBIBYTE,
                4_096,
                600_000_000_000L);
    }

    /**
     * These limits with what is configured for the node.
     *
     * @param requestBytesMax largest request; a response is fragmented where a message of that size
     *     with its envelope would be refused
     */
    public WatchLimits with(int requestBytesMax, long newProgressIntervalNanos) {
        return new WatchLimits(
                watchersPerStreamMax,
                bufferedResponsesMax,
                bufferedBytesMax,
                responseBytesMax,
                catchUpRevisionsMax,
                catchUpBytesMax,
                catchUpWatchersMax,
                requestBytesMax + MEBIBYTE / 2,
                controlResponsesMax,
                newProgressIntervalNanos);
    }
}
