package io.metastore.cli.tool;

import io.metastore.backup.BackupDigest;
import io.metastore.backup.BackupReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens snapshot files and puts into words why one cannot be used. */
final class SnapshotFiles {
    private static final String OURS = "io.metastore.";

    private SnapshotFiles() {}

    /** What is done with an open snapshot. */
    @FunctionalInterface
    interface Use<T> {
        T of(BackupReader snapshot);
    }

    static <T> T read(Path file, Use<T> use) {
        if (!Files.isRegularFile(file)) {
            throw new ToolFailure("there is no snapshot file " + file);
        }
        try (BackupReader snapshot = BackupReader.open(file)) {
            return use.of(snapshot);
        } catch (UncheckedIOException e) {
            throw new ToolFailure(e.getMessage() + ": " + Reasons.of(e.getCause()), e);
        } catch (RuntimeException e) {
            throw explained(e);
        }
    }

    /** Whether the length of a file says that a digest follows the database. */
    static boolean hasDigest(Path file) {
        try {
            return BackupDigest.isBehind(Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Failures of our own say what is wrong; others are faults of the program. */
    private static RuntimeException explained(RuntimeException failure) {
        boolean telling =
                failure.getClass().getName().startsWith(OURS)
                        || failure instanceof IllegalArgumentException;
        return telling ? new ToolFailure(String.valueOf(failure.getMessage()), failure) : failure;
    }
}
