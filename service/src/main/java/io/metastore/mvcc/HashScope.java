package io.metastore.mvcc;

/**
 * Which rows of history go into a hash.
 *
 * @param finished the compaction whose rows are all gone from the view, -1 for none
 * @param compact the compaction the hash is computed under, -1 for none; no less than {@code
 *     finished}
 * @param revision the last revision hashed; negative for no rows at all
 * @param kept which rows at {@code revision} keep older ones from being hashed
 */
record HashScope(long finished, long compact, long revision, Kept kept) {
    /**
     * Rows at or below the compact revision are hashed when a compaction to the hashed revision
     * would keep them, unless there is nothing at all that it would keep. What counts as kept there
     * differs by one case.
     */
    enum Kept {
        /** Living keys alone: a hash that was asked for. */
        LIVING,
        /** A deletion at exactly the revision too: the hash that a compaction leaves. */
        LIVING_OR_JUST_DELETED
    }
}
