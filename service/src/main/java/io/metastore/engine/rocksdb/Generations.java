package io.metastore.engine.rocksdb;

import io.metastore.disk.DirectoryTree;
import io.metastore.disk.DurableFiles;
import io.metastore.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The directories of one engine. Each restore makes a new database beside the one in use and gives
 * it the next number when it is complete; the rename that does so is the switch. The highest number
 * is the state, whatever else is there is left over and goes.
 */
final class Generations {
    private static final String PREFIX = "generation-";
    private static final String BUILDING = "building";

    private final Path root;

    Generations(Path root) {
        this.root = root;
    }

    /** The directory of the newest complete database; the rest is removed. */
    Optional<Path> newest() {
        try {
            Files.createDirectories(root);
            List<Path> complete = complete();
            DirectoryTree.delete(building());
            Optional<Path> newest =
                    complete.stream().max(Comparator.comparingLong(Generations::number));
            for (Path older : complete) {
                if (!older.equals(newest.orElse(null))) {
                    DirectoryTree.delete(older);
                }
            }
            return newest;
        } catch (IOException e) {
            throw failed("open", e);
        }
    }

    /** The directory of the newest complete database; changes nothing. */
    Optional<Path> present() {
        try {
            return complete().stream().max(Comparator.comparingLong(Generations::number));
        } catch (IOException e) {
            throw failed("open", e);
        }
    }

    /** An empty place for a new database, which does not count before {@link #complete(Path)}. */
    Path building() {
        return root.resolve(BUILDING);
    }

    /** The next empty place to build in. */
    Path startBuilding() {
        try {
            DirectoryTree.delete(building());
            return building();
        } catch (IOException e) {
            throw failed("write", e);
        }
    }

    /** Makes what was built the state, and returns where it is from now on. */
    Path switchTo() {
        try {
            long last = complete().stream().mapToLong(Generations::number).max().orElse(0);
            Path next = root.resolve(PREFIX + (last + 1));
            DurableFiles.sync(building());
            DurableFiles.move(building(), next);
            return next;
        } catch (IOException e) {
            throw failed("write", e);
        }
    }

    /** Removes a database that is no longer the state. */
    static void removeReplaced(Path directory) {
        try {
            DirectoryTree.delete(directory);
        } catch (IOException e) {
            // Whoever happened to read it last can do nothing about it; the next start removes it.
            return;
        }
    }

    private List<Path> complete() throws IOException {
        try (var children = Files.list(root)) {
            return children.filter(child -> number(child) > 0).toList();
        }
    }

    private static long number(Path directory) {
        String name = directory.getFileName().toString();
        if (!name.startsWith(PREFIX)) {
            return 0;
        }
        try {
            return Long.parseLong(name.substring(PREFIX.length()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private EngineException failed(String what, IOException e) {
        return new EngineException("cannot " + what + " the state in " + root + ": " + e, e);
    }
}
