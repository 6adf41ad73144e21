package io.metastore.engine.rocksdb;

import io.metastore.engine.SnapshotFormat;
import io.metastore.engine.SnapshotSource;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a database in a directory {@code rocksdb}, and beside it a list of them with their
 * checksums, {@link CheckpointList}.
 */
public final class CheckpointFormat implements SnapshotFormat {
    static final String FILES = "rocksdb";

    @Override
    public boolean isIn(Path directory) {
        return Files.exists(directory.resolve(FILES))
                || Files.exists(directory.resolve(CheckpointList.NAME));
    }

    @Override
    public SnapshotSource open(Path directory) {
        return new Checkpoint(directory.resolve(FILES), CheckpointList.read(directory));
    }
}
