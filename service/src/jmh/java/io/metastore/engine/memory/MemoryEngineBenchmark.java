package io.metastore.engine.memory;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import io.metastore.engine.WriteBatch;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** The copy-on-write trees alone: rows of one keyspace, whose number is a parameter. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
public class MemoryEngineBenchmark {
    private static final int PUTS = 50;
    private static final int SCAN_ROWS = 1_000;
    private static final int VALUE_BYTES = 256;

    /** Rows in the engine. */
    @Param({"10000", "1000000"})
    public int rows;

    private final MemoryEngine engine = new MemoryEngine();
    private final SplittableRandom random = new SplittableRandom(7);
    private final byte[] value = new byte[VALUE_BYTES];

    @Setup
    public void fill() {
        try (WriteBatch batch = engine.begin()) {
            for (int i = 0; i < rows; i++) {
                batch.put(Keyspace.LATEST, key(i), value);
            }
            batch.commit();
        }
    }

    @Benchmark
    @OperationsPerInvocation(PUTS)
    public void putInBatchOf50() {
        try (WriteBatch batch = engine.begin()) {
            for (int i = 0; i < PUTS; i++) {
                batch.put(Keyspace.LATEST, key(random.nextInt(rows)), value);
            }
            batch.commit();
        }
    }

    @Benchmark
    public byte[] get() {
        return engine.get(Keyspace.LATEST, key(random.nextInt(rows)));
    }

    @Benchmark
    public long scanOf1000() {
        int first = random.nextInt(rows - SCAN_ROWS);
        byte[] from = key(first);
        byte[] to = key(first + SCAN_ROWS);
        long bytes = 0;
        try (Cursor cursor = engine.scan(Keyspace.LATEST, from, to, Direction.FORWARD)) {
            while (cursor.next()) {
                bytes += cursor.value().length;
            }
        }
        return bytes;
    }

    @Benchmark
    public long snapshot() {
        try (Snapshot snapshot = engine.snapshot()) {
            return snapshot.hashCode();
        }
    }

    private static byte[] key(int number) {
        return ("/registry/" + (10_000_000 + number)).getBytes(StandardCharsets.US_ASCII);
    }
}
