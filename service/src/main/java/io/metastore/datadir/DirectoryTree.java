package io.metastore.datadir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/** Whole directories: are they empty, make them durable, remove them. */
final class DirectoryTree {
    private DirectoryTree() {}

    static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (var entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    static void sync(Path directory) throws IOException {
        for (Path path : all(directory)) {
            syncOne(path);
        }
    }

    /** Makes the names in a directory durable. */
    static void syncOne(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static void delete(Path directory) throws IOException {
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
