package io.metastore.engine;

import java.nio.file.Path;

/**
 * An engine and what belongs to its snapshots.
 *
 * @param writer writes those of the engine
 * @param writesWholeState whether that takes as long as the state is large
 * @param formats those that are understood
 */
public record StateStorage(
        Engine engine, SnapshotWriter writer, boolean writesWholeState, SnapshotFormats formats) {
    /**
     * Opens the snapshot in a directory.
     *
     * @throws CorruptSnapshotException when there is none, or a damaged one
     */
    public SnapshotSource open(Path directory) {
        return formats.open(directory);
    }
}
