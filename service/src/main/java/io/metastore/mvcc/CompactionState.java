package io.metastore.mvcc;

import io.metastore.engine.View;

/**
 * How far a state has been compacted.
 *
 * @param scheduled the revision last compacted to, as reads see it; -1 when there was none
 * @param finished the last one whose superseded versions are all gone; -1 when there was none
 */
public record CompactionState(long scheduled, long finished) {
    /** A state that was never compacted. */
    public static final CompactionState NEVER =
            new CompactionState(MetaRows.NEVER_COMPACTED, MetaRows.NEVER_COMPACTED);

    /** Refuses a compaction that is finished before it was scheduled. */
    public CompactionState {
        if (finished > scheduled) {
            throw new IllegalArgumentException(
                    "compaction to " + finished + " finished, to " + scheduled + " scheduled");
        }
    }

    /** As the rows of {@code view} have it. */
    public static CompactionState of(View view) {
        return new CompactionState(MetaRows.compact(view), MetaRows.compacted(view));
    }
}
