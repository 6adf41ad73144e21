package io.metastore.engine.rocksdb;

import org.rocksdb.RocksDBException;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Compares settings of RocksDB with those of {@link DatabaseOptions}, one at a time, each in a
 * process of its own: CPU of puts and point reads, bytes on disk and memory, once with a budget
 * that holds much of the state and once with the least budget. docs/benchmarks.md has the command,
 * ADR 0008 the results.
 *
 * <p>Reads that miss the budget's cache are served by the system's page cache, so that these are
 * costs of the processor and not of a disk.
 */
public final class OptionsComparison {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long LARGE_BYTES =
            Long.getLong("comparison.budget.mib", 512) * MEBIBYTE;
    private static final long SMALL_BYTES = 64 * MEBIBYTE;
    private static final int KEYS = Integer.getInteger("comparison.keys", 2_000_000);
    private static final int PUTS = Integer.getInteger("comparison.puts", 200_000);
    private static final int READS = Integer.getInteger("comparison.reads", 100_000);
    private static final boolean COMPRESSIBLE =
            Boolean.parseBoolean(System.getProperty("comparison.compressible", "true"));

    private OptionsComparison() {}

    /** Runs the variants whose labels are given, all of them when there is none. */
    public static void main(String[] labels) throws Exception {
        if (System.getProperty("comparison.variant") != null) {
            compare(OptionsVariant.valueOf(System.getProperty("comparison.variant")));
            return;
        }
        System.out.println(
                KEYS
                        + " keys of 256 bytes, "
                        + (COMPRESSIBLE ? "half of them" : "none")
                        + " compressible");
        System.out.println(
                "CPU in µs, of the calling thread and of the process: put | cold read | hot read"
                        + " | read of no key | MiB of budget, resident, disk");
        for (OptionsVariant variant : OptionsVariant.values()) {
            if (labels.length == 0 || Arrays.asList(labels).contains(variant.label())) {
                runInOwnProcess(variant);
            }
        }
    }

    private static void runInOwnProcess(OptionsVariant variant)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms192m", "-Xmx192m", "-XX:+UseSerialGC"));
        System.getProperties()
                .forEach(
                        (name, value) -> {
                            if (name.toString().startsWith("comparison.")) {
                                command.add("-D" + name + "=" + value);
                            }
                        });
        command.add("-Dcomparison.variant=" + variant.name());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(OptionsComparison.class.getName());
        int exit =
                new ProcessBuilder(command)
                        .redirectOutput(Redirect.INHERIT)
                        .redirectError(Redirect.INHERIT)
                        .start()
                        .waitFor();
        if (exit != 0) {
            throw new IllegalStateException(variant.label() + " failed");
        }
    }

    private static void compare(OptionsVariant variant) throws IOException, RocksDBException {
        Path directory = Files.createTempDirectory("options-comparison");
        try {
            var data = new OptionsRun.Data(KEYS, COMPRESSIBLE, 0);
            try (OptionsRun run = new OptionsRun(directory, variant, LARGE_BYTES, data)) {
                run.load();
                data = new OptionsRun.Data(KEYS, COMPRESSIBLE, run.revision());
            }
            for (long budget : List.of(LARGE_BYTES, SMALL_BYTES)) {
                try (OptionsRun run = new OptionsRun(directory, variant, budget, data)) {
                    print(variant, budget, run);
                    data = new OptionsRun.Data(KEYS, COMPRESSIBLE, run.revision());
                }
            }
        } finally {
            remove(directory);
        }
    }

    private static void print(OptionsVariant variant, long budget, OptionsRun run)
            throws IOException, RocksDBException {
        long disk = run.diskBytes();
        OptionsRun.Cost cold = run.coldReads(READS);
        OptionsRun.Cost puts = run.puts(PUTS);
        OptionsRun.Cost hot = run.hotReads(READS);
        OptionsRun.Cost absent = run.absentReads(READS);
        System.out.printf(
                Locale.ROOT,
                "%-26s %4d MiB | %s | %s | %s | %s | %4d %5d %5d%n",
                variant.label(),
                budget / MEBIBYTE,
                puts,
                cold,
                hot,
                absent,
                run.memoryBytes() / MEBIBYTE,
                residentBytes() / MEBIBYTE,
                disk / MEBIBYTE);
    }

    private static long residentBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        return 0;
    }

    private static void remove(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
