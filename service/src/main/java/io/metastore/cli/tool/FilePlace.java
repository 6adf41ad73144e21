package io.metastore.cli.tool;

import io.metastore.backup.BackupReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A snapshot in a file. */
record FilePlace(Path file) implements SnapshotPlace {
    @Override
    public boolean isTaken(boolean force) {
        return Files.exists(file) && (!force || Files.isDirectory(file));
    }

    @Override
    public SnapshotTarget write(long bytesExpected) throws IOException {
        return new PartialFile(file);
    }

    @Override
    public BackupReader open(Path room, Progress progress) {
        if (!Files.isRegularFile(file)) {
            throw new ToolFailure("there is no snapshot file " + file);
        }
        return BackupReader.open(file);
    }

    @Override
    public String named(String message) {
        return message;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
