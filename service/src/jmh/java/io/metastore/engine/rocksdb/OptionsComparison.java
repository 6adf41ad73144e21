package io.metastore.engine.rocksdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;

/**
 * Compares settings of RocksDB with those of {@link DatabaseOptions}: CPU of puts and point reads,
 * bytes on disk and memory. All of them are loaded first and then measured in turn, round by round,
 * because a machine that others use too is not equally fast from one minute to the next.
 * docs/benchmarks.md has the command, ADR 0008 the results.
 *
 * <p>Reads that miss the budget's cache are served by the system's page cache, so that these are
 * costs of the processor and not of a disk. Each variant has a budget of its own.
 */
public final class OptionsComparison {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long BUDGET_BYTES =
            Long.getLong("comparison.budget.mib", 512) * MEBIBYTE;
    private static final int KEYS = Integer.getInteger("comparison.keys", 2_000_000);
    private static final int PUTS = Integer.getInteger("comparison.puts", 100_000);
    private static final int READS = Integer.getInteger("comparison.reads", 100_000);
    private static final int ROUNDS = Integer.getInteger("comparison.rounds", 8);
    private static final boolean COMPRESSIBLE =
            Boolean.parseBoolean(System.getProperty("comparison.compressible", "true"));

    private final List<OptionsVariant> variants;
    private final List<Path> directories = new ArrayList<>();
    private final List<OptionsRun> runs = new ArrayList<>();

    private OptionsComparison(List<OptionsVariant> variants) {
        this.variants = variants;
    }

    /** Compares the variants whose labels are given with the first; all when there is none. */
    public static void main(String[] labels) throws Exception {
        var comparison =
                new OptionsComparison(
                        labels.length == 0
                                ? List.of(OptionsVariant.values())
                                : Stream.of(labels).map(OptionsVariant::of).toList());
        System.out.printf(
                "%,d keys of 256 bytes, %s compressible, a budget of %d MiB each%n",
                KEYS, COMPRESSIBLE ? "half of them" : "none", BUDGET_BYTES / MEBIBYTE);
        try {
            comparison.load();
            comparison.puts();
            comparison.reads();
        } finally {
            comparison.close();
        }
    }

    private void load() throws IOException, RocksDBException {
        var data = new OptionsRun.Data(KEYS, COMPRESSIBLE);
        for (OptionsVariant variant : variants) {
            Path directory = Files.createTempDirectory("options-comparison");
            directories.add(directory);
            OptionsRun run = new OptionsRun(directory, variant, BUDGET_BYTES, data);
            runs.add(run);
            OptionsRun.Cost cost = run.load();
            print("%-26s loaded, a put %s%n", variant.label(), cost);
        }
    }

    /** The means, because compactions come in bursts that a median would leave out. */
    private void puts() throws RocksDBException {
        print("%nCPU of a put in µs, of the calling thread and of all threads%n");
        double[] thread = new double[runs.size()];
        double[] process = new double[runs.size()];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < runs.size(); i++) {
                OptionsRun.Cost cost = runs.get(i).puts(PUTS);
                thread[i] += cost.threadMicros() / ROUNDS;
                process[i] += cost.processMicros() / ROUNDS;
                print("  %s %s", variants.get(i).label(), cost);
            }
            print("%n");
        }
        for (int i = 0; i < runs.size(); i++) {
            var mean = new OptionsRun.Cost(thread[i], process[i]);
            print("%-26s mean %s%n", variants.get(i).label(), mean);
        }
    }

    private void reads() throws IOException, RocksDBException {
        print("%nCPU of a read in µs: any key | one of few | none; MiB of budget | disk%n");
        for (int i = 0; i < runs.size(); i++) {
            OptionsRun run = runs.get(i);
            print(
                    "%-26s %s | %s | %s; %d | %d%n",
                    variants.get(i).label(),
                    run.coldReads(READS),
                    run.hotReads(READS),
                    run.absentReads(READS),
                    run.memoryBytes() / MEBIBYTE,
                    run.diskBytes() / MEBIBYTE);
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    private void close() throws IOException, RocksDBException {
        for (OptionsRun run : runs) {
            run.close();
        }
        for (Path directory : directories) {
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
