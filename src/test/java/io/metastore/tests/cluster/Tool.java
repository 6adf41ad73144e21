package io.metastore.tests.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command-line tools of operators. Those of etcd stand beside its binary. */
public enum Tool {
    ETCDCTL {
        @Override
        List<String> command() {
            return List.of(besideEtcd("etcdctl"));
        }
    },
    ETCDUTL {
        @Override
        List<String> command() {
            return List.of(besideEtcd("etcdutl"));
        }
    },
    METASTORE {
        @Override
        List<String> command() {
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-jar",
                    Product.existing("e2e.metastore.jar").toString());
        }
    };

    private static final int SECONDS_MAX = 60;

    abstract List<String> command();

    private static String besideEtcd(String name) {
        Path tool = Product.existing("etcd.binary").resolveSibling(name);
        if (!Files.isExecutable(tool)) {
            throw new IllegalStateException("there is no " + tool + " beside the etcd binary");
        }
        return tool.toString();
    }

    /** Runs it to its end, which must be a success, and returns all it said. */
    public String run(List<String> arguments) {
        List<String> whole = new ArrayList<>(command());
        whole.addAll(arguments);
        try {
            Path output = Files.createTempFile("metastore-tool-", ".txt");
            Process process =
                    new ProcessBuilder(whole)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            boolean ended = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
            process.destroyForcibly();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(
                        String.join(" ", whole)
                                + (ended ? " ended with " + process.exitValue() : " did not end")
                                + ":\n"
                                + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
