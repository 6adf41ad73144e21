package io.metastore.raft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Copies and deletes directories of members. */
final class Directories {
    private Directories() {}

    /** Also of a member that runs: what is in its files at this moment. */
    static void copy(Path from, Path to) {
        for (Path path : tree(from)) {
            Path target = to.resolve(from.relativize(path).toString());
            try {
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static void delete(Path directory) {
        tree(directory).stream()
                .sorted(Comparator.reverseOrder())
                .forEach(path -> path.toFile().delete());
    }

    static List<Path> files(Path directory) {
        return tree(directory).stream().filter(Files::isRegularFile).sorted().toList();
    }

    private static List<Path> tree(Path directory) {
        try (var walk = Files.walk(directory)) {
            return walk.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
