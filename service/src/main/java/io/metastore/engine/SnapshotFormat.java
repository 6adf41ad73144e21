package io.metastore.engine;

import java.nio.file.Path;

/**
 * How a whole state lies in a directory that travels between members. Members with different
 * engines write different formats; every member reads all of them.
 */
public interface SnapshotFormat {
    /** Whether a directory holds a snapshot of this format, whole or damaged. */
    boolean isIn(Path directory);

    /**
     * Opens the snapshot in a directory. Cheap: what it holds is verified when it is read.
     *
     * @throws CorruptSnapshotException when it is damaged so that not even its position is known
     */
    SnapshotSource open(Path directory);
}
