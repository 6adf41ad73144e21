package io.metastore.cli;

import io.metastore.cli.tool.ToolContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/** Runs commands as a user would, without a process, and keeps what they print. */
final class ToolRun {
    /** What the clock moves on by whenever it is asked. */
    private static final long TICK_NANOS = 3_000_000_000L;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment;
    private final boolean terminal;

    ToolRun() {
        this(Map.of(), false);
    }

    ToolRun(Map<String, String> environment, boolean terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var console = new Console(new PrintWriter(out), new PrintWriter(err));
        var nanos = new AtomicLong();
        var tools = new ToolContext(console, terminal, () -> nanos.addAndGet(TICK_NANOS));
        NodeRunner runner =
                settings -> {
                    throw new AssertionError("a tool starts no server");
                };
        return new CommandTree(console, runner, tools, environment).run(List.of(arguments));
    }

    /** Runs one of a group of commands at a member. */
    int ask(FakeMember member, String group, String... arguments) {
        List<String> all = new ArrayList<>(List.of(group));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--endpoints", member.endpoint()));
        return run(all.toArray(String[]::new));
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** A snapshot that etcd made, in a file of that directory. */
    static Path etcdSnapshot(String release, Path directory) {
        Path file = directory.resolve("etcd-" + release + ".db");
        try {
            Files.write(file, unzipped("etcd-" + release + ".db.gz"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** What etcdutl says of it. */
    static String etcdStatus(String release) throws IOException {
        String notes =
                new String(unzipped("etcd-" + release + ".notes.gz"), StandardCharsets.UTF_8);
        return notes.lines()
                .filter(line -> line.startsWith("status "))
                .findFirst()
                .orElseThrow()
                .substring("status ".length());
    }

    private static byte[] unzipped(String name) throws IOException {
        try (InputStream file = ToolRun.class.getResourceAsStream("/io/metastore/backup/" + name)) {
            return new GZIPInputStream(file).readAllBytes();
        }
    }
}
