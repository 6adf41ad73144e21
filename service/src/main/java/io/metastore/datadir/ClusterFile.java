package io.metastore.datadir;

import io.metastore.command.DataOwner;
import io.metastore.disk.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which cluster a data directory belongs to and with which members it began, written at the first
 * start. The flags that describe a new cluster do not matter afterwards, as in etcd.
 */
public final class ClusterFile {
    private static final String NAME = "cluster";

    private final Path directory;

    public ClusterFile(Path directory) {
        this.directory = directory;
    }

    /**
     * What was written at the first start, or nothing before it.
     *
     * @throws IllegalStateException when the file is damaged
     */
    public Optional<DataOwner> read() {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            DataOwner owner = DataOwner.parseFrom(Files.readAllBytes(file));
            if (owner.getMemberId() == 0 || owner.getCluster().getMembersCount() == 0) {
                throw new IOException("it names no members");
            }
            return Optional.of(owner);
        } catch (IOException e) {
            throw new IllegalStateException(
                    file
                            + " is damaged: "
                            + e.getMessage()
                            + ". Restore the data directory from a backup, or remove this member"
                            + " from its cluster and add it with an empty one.",
                    e);
        }
    }

    /** Writes the file so that it is there as a whole or not at all, also after a power failure. */
    public void write(DataOwner owner) {
        try {
            Files.createDirectories(directory);
            DurableFiles.replace(directory.resolve(NAME), owner.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }
}
