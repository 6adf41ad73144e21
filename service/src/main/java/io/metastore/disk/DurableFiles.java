package io.metastore.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there as a whole, or not at all, after a power failure. */
public final class DurableFiles {
    private DurableFiles() {}

    /**
     * Replaces a file so that a reader finds the old bytes or the new ones, and returns once the
     * new ones are durable.
     */
    public static void replace(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, bytes);
        sync(fresh);
        move(fresh, file);
    }

    /**
     * Gives a file or directory, which is durable itself, another name in one step, in the place of
     * a file that had it, and returns once the name is durable.
     */
    public static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        sync(to.toAbsolutePath().getParent());
    }

    /** Makes a file durable, or the names in a directory. */
    public static void sync(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
