package io.metastore.mvcc;

import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import io.metastore.engine.WriteBatch;
import java.util.concurrent.atomic.LongAdder;

/**
 * Removes the rows that compactions have made unreadable, a bounded number at a time. How far it
 * has come is in the rows themselves, so it goes on where it was after a restart or a restore; a
 * compaction that arrives meanwhile has its turn when the current one is finished.
 *
 * <p>Called by one thread, with pauses of the caller's choice. A step finds out what has to go from
 * a snapshot and holds the engine's write batch only while it removes that. This is safe because
 * nobody else touches rows at or below a compacted revision; only a restore can, and that shows in
 * the progress row, which is compared before anything is removed.
 */
public final class Compactor {
    private final Engine engine;
    private final StoreHasher hasher;
    private final int stepRowsMax;
    private final LongAdder removedVersions = new LongAdder();

    /**
     * A worker on the compactions of {@code store}.
     *
     * @param stepRowsMax how many rows of history one step looks at
     */
    public Compactor(MvccStore store, int stepRowsMax) {
        if (stepRowsMax < 1) {
            throw new IllegalArgumentException("stepRowsMax " + stepRowsMax);
        }
        this.engine = store.engine();
        this.hasher = store.hasher();
        this.stepRowsMax = stepRowsMax;
    }

    /** The compaction whose superseded versions are all gone from the engine; -1 for none. */
    public long finishedRevision() {
        return MetaRows.compacted(engine);
    }

    /** Versions removed since this was made. */
    public long removedVersions() {
        return removedVersions.sum();
    }

    /** Whether there is something left to remove. */
    public boolean isPending() {
        try (Snapshot snapshot = engine.snapshot()) {
            return CompactionProgress.of(snapshot) != null;
        }
    }

    /**
     * Does a bounded piece of work; the first of a compaction also computes the hash that it
     * leaves, which reads everything it compacts. False when there is nothing left to do.
     */
    public boolean step() {
        CompactionStep step;
        CompactionProgress progress;
        try (Snapshot snapshot = engine.snapshot()) {
            progress = CompactionProgress.of(snapshot);
            if (progress == null) {
                return false;
            }
            if (snapshot.get(Keyspace.META, MetaRows.COMPACTING) == null) {
                hasher.compactionBegins(snapshot, progress.target());
            }
            step = CompactionStep.plan(snapshot, progress, stepRowsMax);
        }
        try (WriteBatch batch = engine.begin()) {
            if (!progress.equals(CompactionProgress.of(batch))) {
                // Another compaction arrived before this one had begun, or the state was replaced.
                return true;
            }
            step.apply(batch);
            boolean unfinished = CompactionProgress.of(batch) != null;
            batch.commit();
            removedVersions.add(step.versions());
            if (unfinished) {
                return true;
            }
        }
        // An engine on disk finds out what it can give back when the deletions get there.
        engine.flush();
        return false;
    }
}
