package io.metastore.engine;

import java.nio.file.Files;
import java.nio.file.Path;

/** A {@link SnapshotFile} alone in its directory. */
public final class SnapshotFileFormat implements SnapshotFormat {
    /** The one file of the directory. */
    public static final String FILE = "state.snapshot";

    /** Writes snapshots of an engine in this format, with the state as of the call. */
    public static SnapshotWriter writer(Engine engine) {
        return directory -> {
            Snapshot snapshot = engine.snapshot();
            return () -> {
                try (snapshot) {
                    SnapshotFile.write(snapshot, directory.resolve(FILE));
                }
            };
        };
    }

    @Override
    public boolean isIn(Path directory) {
        return Files.exists(directory.resolve(FILE));
    }

    @Override
    public SnapshotSource open(Path directory) {
        return SnapshotFile.open(directory.resolve(FILE));
    }
}
