package io.metastore.tests.faults;

import io.metastore.tests.cluster.Member;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of RocksDB in which a stopped MetaStore keeps its state, to be damaged. */
final class EngineFiles {
    private final Path root;

    EngineFiles(Member member) {
        this.root = member.dataDir().resolve("member").resolve("state");
    }

    /** The largest file whose name matches. */
    Path largest(String namePattern) {
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> found =
                    all.filter(Files::isRegularFile)
                            .filter(file -> file.getFileName().toString().matches(namePattern))
                            .sorted(Comparator.comparing(file -> file.toFile().length()))
                            .toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("no " + namePattern + " below " + root);
            }
            return found.get(found.size() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Turns one bit over in the middle. */
    static void flip(Path file) {
        change(
                file,
                bytes -> {
                    bytes.seek(bytes.length() / 2);
                    int old = bytes.read();
                    bytes.seek(bytes.length() / 2);
                    bytes.write(old ^ 0x40);
                });
    }

    /** Cuts off the second half. */
    static void cut(Path file) {
        change(file, bytes -> bytes.setLength(bytes.length() / 2));
    }

    static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void change(Path file, Change change) {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            change.apply(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Change {
        void apply(RandomAccessFile bytes) throws IOException;
    }
}
