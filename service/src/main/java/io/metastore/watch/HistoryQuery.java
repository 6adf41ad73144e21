package io.metastore.watch;

/**
 * A bounded piece of history.
 *
 * @param fromRevision the first revision wanted
 * @param toRevision the last revision wanted, at least {@code fromRevision}
 * @param range the keys wanted
 * @param prevKv whether {@link Change#prevKv()} is wanted
 * @param revisionsMax most revisions with a match in one page
 * @param bytesMax size of the changes at which the page ends with the revision it is at
 */
public record HistoryQuery(
        long fromRevision,
        long toRevision,
        KeyRange range,
        boolean prevKv,
        int revisionsMax,
        int bytesMax) {}
