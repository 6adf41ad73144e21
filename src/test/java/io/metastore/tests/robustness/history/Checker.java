package io.metastore.tests.robustness.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program of {@code src/test/go/linearizability}, named by {@code -De2e.checker}. */
public final class Checker {
    private static final int SEARCH_SECONDS_MAX = 120;
    private static final Duration ALL_MAX = Duration.ofSeconds(2 * SEARCH_SECONDS_MAX);

    private Checker() {}

    /**
     * What the checker says of a history.
     *
     * @param accepted whether nothing is wrong with it
     */
    public record Verdict(boolean accepted, String text) {}

    /** Checks a history that is complete and closed. */
    public static Verdict check(Path history) {
        Path output = history.resolve("verdict.txt");
        List<String> command =
                List.of(program(), "-search-seconds", "" + SEARCH_SECONDS_MAX, history.toString());
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            boolean ended = process.waitFor(ALL_MAX.toMillis(), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            String text = Files.readString(output, StandardCharsets.UTF_8);
            return new Verdict(ended && process.exitValue() == 0, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String program() {
        String program = System.getProperty("e2e.checker", "");
        if (!Files.isExecutable(Path.of(program))) {
            throw new IllegalStateException(
                    "-De2e.checker must name the program that src/test/tools/linearizability.sh"
                            + " builds, not '"
                            + program
                            + "'");
        }
        return program;
    }
}
