package io.metastore.raft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a data directory to one process. A member holds the lock from before it looks at anything
 * until it has closed; tools that only read share it, and so keep members away meanwhile. The
 * operating system gives the lock back when a process ends, however that happens.
 */
public final class DirectoryLock implements AutoCloseable {
    private static final String NAME = "lock";

    private final @Nullable FileChannel channel;

    private DirectoryLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the directory for a member.
     *
     * @throws DirectoryInUseException when another process has it
     */
    static DirectoryLock acquire(Path directory) {
        try {
            Files.createDirectories(directory);
            return lock(directory, false, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + directory, e);
        }
    }

    /**
     * Keeps members away while somebody reads the directory. Changes nothing: where there is no
     * lock file no member can be running.
     *
     * @throws DirectoryInUseException when a member runs on it
     */
    public static DirectoryLock share(Path directory) {
        try {
            return Files.exists(directory.resolve(NAME))
                    ? lock(directory, true, StandardOpenOption.READ)
                    : new DirectoryLock(null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + directory, e);
        }
    }

    private static DirectoryLock lock(Path directory, boolean shared, OpenOption... options)
            throws IOException {
        FileChannel channel = FileChannel.open(directory.resolve(NAME), options);
        if (!isTaken(channel, shared)) {
            channel.close();
            throw new DirectoryInUseException(directory);
        }
        return new DirectoryLock(channel);
    }

    private static boolean isTaken(FileChannel channel, boolean shared) throws IOException {
        try {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Held by this very process.
            return false;
        }
    }

    @Override
    public void close() {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
