package io.metastore.node;

/**
 * Bounds of the way into the log.
 *
 * @param requestBytesMax largest encoded command; a larger one is refused as too large
 * @param commandsPerEntryMax commands that one log entry may gather
 * @param bytesPerEntryMax bytes at which an entry is closed
 * @param entriesInFlightMax entries on their way at once; far below the retry window
 * @param queuedCommandsMax commands waiting for a place in an entry; more are refused
 * @param queuedBytesMax bytes of those; more are refused
 * @param timeoutMillis time after which an unanswered command is given up as unknown
 */
public record ProposalLimits(
        int requestBytesMax,
        int commandsPerEntryMax,
        int bytesPerEntryMax,
        int entriesInFlightMax,
        int queuedCommandsMax,
        long queuedBytesMax,
        long timeoutMillis) {
    /** How far the newest entry under way may be ahead of the oldest: half the retry window. */
    static final int SEQUENCE_SPAN_MAX = 32;

    public ProposalLimits {
        if (entriesInFlightMax < 1 || entriesInFlightMax > SEQUENCE_SPAN_MAX) {
            throw new IllegalArgumentException(
                    "entries in flight must be 1 to 32, not " + entriesInFlightMax);
        }
    }

    /** The measured defaults for a request size and time-out. */
    public static ProposalLimits of(int requestBytesMax, long timeoutMillis) {
        return new ProposalLimits(
                requestBytesMax, 1000, 1 << 20, 4, 32_768, 64L << 20, timeoutMillis);
    }
}
