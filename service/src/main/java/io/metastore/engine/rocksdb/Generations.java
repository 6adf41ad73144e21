package io.metastore.engine.rocksdb;

import io.metastore.engine.EngineException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
            remove(building());
            Optional<Path> newest =
                    complete.stream().max(Comparator.comparingLong(Generations::number));
            for (Path older : complete) {
                if (!older.equals(newest.orElse(null))) {
                    remove(older);
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
            remove(building());
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
            sync(building());
            Files.move(building(), next, StandardCopyOption.ATOMIC_MOVE);
            sync(root);
            return next;
        } catch (IOException e) {
            throw failed("write", e);
        }
    }

    /** Removes a directory, if it is there, with all that is in it. */
    static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> paths;
        try (var walk = Files.walk(directory)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    /** Removes a database that is no longer the state. */
    static void removeReplaced(Path directory) {
        try {
            remove(directory);
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

    private static void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private EngineException failed(String what, IOException e) {
        return new EngineException("cannot " + what + " the state in " + root + ": " + e, e);
    }
}
