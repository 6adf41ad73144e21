package io.metastore.watch;

import com.google.protobuf.ByteString;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Looks up the ranges that hold a key; four of those in the index do. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RangeIndexBenchmark {
    private static final int OVERLAP = 4;

    /** Ranges in the index. */
    @Param({"100", "10000", "1000000"})
    public int ranges;

    private final RangeIndex<Integer> index = new RangeIndex<>();
    private final SplittableRandom random = new SplittableRandom(7);

    @Setup
    public void fill() {
        for (int i = 0; i < ranges; i++) {
            index.add(KeyRange.of(key(i), key(i + OVERLAP)), i);
        }
    }

    @Benchmark
    public void lookUp(Blackhole blackhole) {
        index.forEachMatch(key(random.nextInt(ranges)), blackhole::consume);
    }

    private static ByteString key(int number) {
        return ByteString.copyFromUtf8("/registry/" + (10_000_000 + number));
    }
}
