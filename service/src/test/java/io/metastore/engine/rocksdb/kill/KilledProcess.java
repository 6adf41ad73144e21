package io.metastore.engine.rocksdb.kill;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rocksdb.RocksDB;

/** One life of a {@link KillWriter}. */
final class KilledProcess {
    private static final int END_SECONDS_MAX = 20;

    private final Process process;
    private final Path errors;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final Thread reader;
    private final String awaited;
    private volatile long opened = -1;
    private volatile long flushed;
    private volatile KillPoint point = KillPoint.WRITE;

    /**
     * Starts the process.
     *
     * @param library the directory with RocksDB's native library; a process that is killed could
     *     not remove a copy of its own
     * @param awaited the line that {@link #awaitLine} waits for, without what follows it
     */
    KilledProcess(Path directory, Path library, long seed, String awaited) {
        this.errors = directory.resolveSibling("errors.txt");
        this.awaited = awaited;
        try {
            this.process =
                    new ProcessBuilder(command(directory, library, seed))
                            .redirectError(errors.toFile())
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.reader = new Thread(this::read, "output of the killed process");
        reader.start();
    }

    private static List<String> command(Path directory, Path library, long seed) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx256m",
                "-Djava.library.path=" + library,
                "-cp",
                classPath(),
                KillWriter.class.getName(),
                directory.toString(),
                Long.toString(seed));
    }

    /** What is needed comes first, because each life looks for its classes anew. */
    private static String classPath() {
        return Stream.concat(
                        Stream.of(KillWriter.class, io.metastore.engine.Engine.class, RocksDB.class)
                                .map(KilledProcess::origin),
                        Stream.of(System.getProperty("java.class.path")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source.getLocation().getPath();
    }

    private void read() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            reached.countDown();
        }
    }

    private void take(String line) {
        String word = line.substring(line.indexOf(' ') + 1);
        switch (line.substring(0, line.indexOf(' '))) {
            case "opened" -> opened = Long.parseLong(word);
            case "flushed" -> flushed = Long.parseLong(word);
            case "begin" -> point = KillPoint.valueOf(word);
            case "end" -> point = KillPoint.WRITE;
            default -> throw new IllegalStateException("unknown line: " + line);
        }
        if (line.startsWith(awaited)) {
            reached.countDown();
        }
    }

    /** Waits until the awaited line was written or the process has ended. */
    void awaitLine(long secondsMax) throws InterruptedException {
        if (!reached.await(secondsMax, TimeUnit.SECONDS)) {
            process.toHandle().destroyForcibly();
            throw new AssertionError("not within " + secondsMax + " s: " + awaited + errors());
        }
    }

    /** SIGKILL; fails when the process has already ended by itself. */
    void kill() throws InterruptedException {
        boolean alive = process.isAlive();
        // Through the handle, because the process would close the stream that is being read.
        process.toHandle().destroyForcibly();
        if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end");
        }
        reader.join(TimeUnit.SECONDS.toMillis(END_SECONDS_MAX));
        if (!alive) {
            throw new AssertionError("the process ended by itself" + errors());
        }
    }

    /** The applied index it found and verified; -1 when it was killed before that. */
    long opened() {
        return opened;
    }

    /** The applied index up to which it was told that all is durable; 0 when it never was. */
    long flushed() {
        return flushed;
    }

    /** What it was doing in the end. */
    KillPoint point() {
        return point;
    }

    private String errors() {
        try {
            return "\n" + Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
