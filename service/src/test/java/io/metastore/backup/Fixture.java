package io.metastore.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A snapshot that etcd made, and what that etcd had answered before. See make.sh beside the files.
 */
final class Fixture {
    static final List<String> RELEASES = List.of("3.4", "3.5", "3.6", "3.7");

    /** What the fixtures were compacted to. */
    static final long COMPACTED = 14;

    final Path file;
    private final List<String> notes;

    private Fixture(Path file, List<String> notes) {
        this.file = file;
        this.notes = notes;
    }

    static Fixture of(String release, Path directory) {
        try {
            Path file = directory.resolve("etcd-" + release + ".db");
            Files.write(file, unzipped("etcd-" + release + ".db.gz"));
            String notes = new String(unzipped("etcd-" + release + ".notes.gz"), UTF_8);
            return new Fixture(file, notes.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands behind the topic in each of its lines. */
    List<String> notes(String topic) {
        return notes.stream()
                .filter(line -> line.startsWith(topic + " "))
                .map(line -> line.substring(topic.length() + 1))
                .toList();
    }

    private static byte[] unzipped(String resource) throws IOException {
        try (InputStream input = Fixture.class.getResourceAsStream(resource)) {
            if (input == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new GZIPInputStream(input).readAllBytes();
        }
    }
}
