package io.metastore.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * An engine and what belongs to its snapshots.
 *
 * @param writer writes those of the engine
 * @param writesWholeState whether that takes as long as the state is large
 * @param formats those that are understood, whoever wrote them
 */
public record StateStorage(
        Engine engine,
        SnapshotWriter writer,
        boolean writesWholeState,
        List<SnapshotFormat> formats) {
    public StateStorage {
        formats = List.copyOf(formats);
    }

    /**
     * Opens the snapshot in a directory.
     *
     * @throws CorruptSnapshotException when there is none, or a damaged one
     */
    public SnapshotSource open(Path directory) {
        return formats.stream()
                .filter(format -> format.isIn(directory))
                .findFirst()
                .orElseThrow(
                        () -> new CorruptSnapshotException("there is no snapshot in " + directory))
                .open(directory);
    }
}
