package io.metastore.tests.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One command that runs. */
final class RunningTool implements AutoCloseable {
    private static final long SECONDS_MAX = 60;

    private final Process process;
    private final Path out;
    private final Path err;

    private RunningTool(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts the packaged program.
     *
     * @param scratch for what it prints
     */
    static RunningTool start(Path scratch, String... arguments) {
        return start(scratch, Map.of(), arguments);
    }

    /** The same with variables that it sees. */
    static RunningTool start(Path scratch, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-Djava.io.tmpdir=" + scratch, "-jar"));
        command.add(System.getProperty("e2e.metastore.jar"));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(scratch, "tool", ".out");
            Path err = Files.createTempFile(scratch, "tool", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new RunningTool(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has said so far besides its result. */
    String err() {
        return text(err);
    }

    /** Asks it to end, as Ctrl-C does. */
    void terminate() {
        process.destroy();
    }

    Tool awaitEnd() {
        try {
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new AssertionError(process.info() + " did not end: " + err());
            }
            return new Tool(process.exitValue(), text(out), err());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
