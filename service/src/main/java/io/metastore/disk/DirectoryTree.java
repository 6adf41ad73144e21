package io.metastore.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A directory with all that is below it. */
public final class DirectoryTree {
    private DirectoryTree() {}

    /** Makes all files and directories durable. */
    public static void sync(Path directory) throws IOException {
        for (Path path : all(directory)) {
            DurableFiles.sync(path);
        }
    }

    /** Removes the directory, if it is there. */
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        for (Path path : all(directory).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(path);
        }
    }

    private static List<Path> all(Path directory) throws IOException {
        try (var walk = Files.walk(directory)) {
            return walk.toList();
        }
    }
}
