package io.metastore.mvcc;

import io.metastore.api.EtcdError;
import io.metastore.api.EtcdException;
import io.metastore.engine.View;

/**
 * What can be read: from the compact revision, which is still readable, to the current one.
 *
 * @param current the revision of the newest change, 1 in an empty store
 * @param compact the revision of the last compaction, -1 when there was none
 */
record Revisions(long current, long compact) {
    static Revisions of(View view) {
        return new Revisions(MetaRows.revision(view), MetaRows.compact(view));
    }

    /**
     * The revision that a range at {@code requested} reads; zero and below mean the current one.
     */
    long resolve(long requested) {
        if (requested <= 0) {
            return current;
        }
        check(requested);
        return requested;
    }

    /**
     * Throws unless a transaction may ask for {@code requested}; only zero means the current one.
     */
    void check(long requested) {
        if (requested == 0) {
            return;
        }
        if (requested > current) {
            throw new EtcdException(EtcdError.FUTURE_REVISION);
        }
        if (requested < compact) {
            throw new EtcdException(EtcdError.COMPACTED);
        }
    }

    /** Throws unless the store may be compacted to {@code target}. */
    void checkCompaction(long target) {
        if (target <= compact) {
            throw new EtcdException(EtcdError.COMPACTED);
        }
        if (target > current) {
            throw new EtcdException(EtcdError.FUTURE_REVISION);
        }
    }
}
