package io.metastore.watch;

/** The past of the store, for watchers that are behind. Called on the catch-up executor. */
public interface History {
    /**
     * Reads changes in order of revision and, within one, of operation.
     *
     * <p>A page holds whole revisions only and covers at least the first revision asked for. It may
     * end before the bounds of the query are reached, so that a long stretch without matches can be
     * walked in steps. Everything up to {@link HistoryQuery#toRevision()} is already visible when
     * this is called.
     *
     * @throws io.metastore.api.EtcdException with {@code COMPACTED} when {@link
     *     HistoryQuery#fromRevision()} is less than the compact revision; the compact revision
     *     itself can still be read
     */
    HistoryPage read(HistoryQuery query);

    /** The revision last compacted at, or less than 1 when there has been none. */
    long compactRevision();
}
