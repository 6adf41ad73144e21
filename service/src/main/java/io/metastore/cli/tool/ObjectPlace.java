package io.metastore.cli.tool;

import io.metastore.backup.BackupReader;
import io.metastore.s3.ObjectLocation;
import io.metastore.s3.ObjectStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot in S3. It is fetched before it is read, because its pages are read in the order of
 * their keys, which is not the order in the file.
 */
final class ObjectPlace implements SnapshotPlace {
    private final ObjectLocation location;
    private final ObjectStore store;
    private @Nullable Path fetched;

    /**
     * An object.
     *
     * @param store closed together with this
     */
    ObjectPlace(ObjectLocation location, ObjectStore store) {
        this.location = location;
        this.store = store;
    }

    @Override
    public boolean isTaken(boolean force) {
        return !force && store.exists(location);
    }

    @Override
    public SnapshotTarget write(long bytesExpected) {
        return new PartialObject(store.upload(location, bytesExpected));
    }

    @Override
    public BackupReader open(Path room, Progress progress) throws IOException {
        Path file = Files.createDirectories(room).resolve("fetched.db");
        fetched = file;
        try (FileChannel target =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            store.download(
                    location,
                    target,
                    (done, total) -> progress.at("fetching the snapshot:", done, total));
        }
        return BackupReader.open(file);
    }

    @Override
    public String named(String message) {
        return fetched == null ? message : message.replace(fetched.toString(), location.toString());
    }

    @Override
    public void close() {
        store.close();
    }
}
