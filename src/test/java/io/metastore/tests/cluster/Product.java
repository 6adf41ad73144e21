package io.metastore.tests.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A server that claims to be etcd 3.7. */
public enum Product {
    METASTORE("MetaStore") {
        @Override
        List<String> command(Path scratch) {
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            // Many members share few cores here; peak speed is not what is tested.
            return List.of(
                    java.toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    // A process that is killed leaves the native library that it unpacked.
                    "-Djava.io.tmpdir=" + scratch,
                    "-jar",
                    existing("e2e.metastore.jar").toString(),
                    "server");
        }

        @Override
        Tool restorer() {
            return Tool.METASTORE;
        }
    },
    ETCD("etcd") {
        @Override
        List<String> command(Path scratch) {
            return List.of(existing("etcd.binary").toString());
        }

        @Override
        Tool restorer() {
            return Tool.ETCDUTL;
        }
    };

    private final String title;

    Product(String title) {
        this.title = title;
    }

    /**
     * What comes before the flags of a member.
     *
     * @param scratch an existing directory that is removed with the data
     */
    abstract List<String> command(Path scratch);

    /** What makes data directories from snapshots. */
    abstract Tool restorer();

    /** The products this run was asked to test, in the order given. */
    public static List<Product> selected() {
        String names = System.getProperty("e2e.products", "metastore");
        return Arrays.stream(names.split(",", -1))
                .map(name -> valueOf(name.strip().toUpperCase(Locale.ROOT)))
                .toList();
    }

    static Path existing(String property) {
        String value = System.getProperty(property);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("-D" + property + "=<path> is missing");
        }
        Path path = Path.of(value);
        if (!Files.isRegularFile(path)) {
            throw new IllegalStateException("-D" + property + " names no file: " + path);
        }
        return path;
    }

    @Override
    public String toString() {
        return title;
    }
}
