package io.metastore.tests.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One command, run to its end.
 *
 * @param out what it printed
 * @param err what it said besides
 */
record Tool(int exitCode, String out, String err) {
    private static final long SECONDS_MAX = 60;

    /**
     * Runs the packaged program.
     *
     * @param scratch for what it prints
     */
    static Tool run(Path scratch, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-Djava.io.tmpdir=" + scratch, "-jar"));
        command.add(System.getProperty("e2e.metastore.jar"));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(scratch, "tool", ".out");
            Path err = Files.createTempFile(scratch, "tool", ".err");
            Process process =
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            try {
                if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                    throw new AssertionError(command + " did not end: " + text(err));
                }
                return new Tool(process.exitValue(), text(out), text(err));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The same, which must succeed. */
    static Tool succeed(Path scratch, String... arguments) {
        Tool tool = run(scratch, arguments);
        if (tool.exitCode() != 0) {
            throw new AssertionError(String.join(" ", arguments) + ": " + tool);
        }
        return tool;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
