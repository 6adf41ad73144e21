package io.metastore.cli.tool;

import io.metastore.backup.BackupReader;
import io.metastore.s3.ObjectLocation;
import java.io.IOException;
import java.nio.file.Path;

/** Where a snapshot is, or is to be: a file, or an object in S3. Used by one thread. */
sealed interface SnapshotPlace extends AutoCloseable permits FilePlace, ObjectPlace {
    /**
     * The place that a user named.
     *
     * @param text the name of a file, or {@code s3://bucket/key}
     */
    static SnapshotPlace of(String text, S3Options s3) {
        if (!ObjectLocation.isMeant(text)) {
            return new FilePlace(Path.of(text));
        }
        try {
            return new ObjectPlace(ObjectLocation.parse(text), s3.open());
        } catch (IllegalArgumentException e) {
            throw new ToolUsageException(text + ": " + e.getMessage());
        }
    }

    /**
     * Whether something is there that must not be replaced.
     *
     * @param force whether what can be replaced may be
     */
    boolean isTaken(boolean force);

    /**
     * Begins to write a snapshot.
     *
     * @param bytesExpected about how long it will be
     */
    SnapshotTarget write(long bytesExpected) throws IOException;

    /**
     * Opens the snapshot that is there.
     *
     * @param room a directory, made when it is needed, for what has to be fetched; the caller
     *     deletes it
     */
    BackupReader open(Path room, Progress progress) throws IOException;

    /** What went wrong, with the place called as the user called it. */
    String named(String message);

    @Override
    void close();
}
