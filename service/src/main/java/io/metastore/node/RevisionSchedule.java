package io.metastore.node;

import java.util.OptionalLong;

/** Keeps a number of revisions: looks every five minutes, as etcd does. */
final class RevisionSchedule implements CompactionSchedule {
    static final long TICK_MILLIS = 300_000;

    private final long retainedRevisions;
    private long lastRevision;

    RevisionSchedule(long retainedRevisions) {
        this.retainedRevisions = retainedRevisions;
    }

    @Override
    public long tickMillis() {
        return TICK_MILLIS;
    }

    @Override
    public OptionalLong tick(long nowMillis, long revision, boolean leads) {
        long target = revision - retainedRevisions;
        return leads && target > 0 && target != lastRevision
                ? OptionalLong.of(target)
                : OptionalLong.empty();
    }

    @Override
    public void compacted(long nowMillis, long revision) {
        lastRevision = revision;
    }
}
