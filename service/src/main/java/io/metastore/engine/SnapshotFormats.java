package io.metastore.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * The formats of snapshots that a member understands, whoever wrote them.
 *
 * @param formats of which a directory holds at most one
 */
public record SnapshotFormats(List<SnapshotFormat> formats) {
    public SnapshotFormats {
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
                        () -> new CorruptSnapshotException("there is no state in " + directory))
                .open(directory);
    }
}
