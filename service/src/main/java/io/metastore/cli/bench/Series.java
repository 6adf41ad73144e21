package io.metastore.cli.bench;

import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one kind of request: how long those took that succeeded, and how many failed.
 * Any thread records, without a lock; one thread reads.
 */
final class Series {
    /** Anything longer counts as this. */
    static final long LATENCY_NANOS_MAX = 3_600_000_000_000L;

    /** Latencies are kept exactly to one in a thousand. */
    private static final int DIGITS = 3;

    private final String name;
    private final LongSupplier nanoTime;
    private final Recorder recorder = new Recorder(LATENCY_NANOS_MAX, DIGITS);
    private final Histogram all = new Histogram(LATENCY_NANOS_MAX, DIGITS);
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();
    private volatile long lastNanos;
    private @Nullable Histogram recycled;

    Series(String name, LongSupplier nanoTime) {
        this.name = name;
        this.nanoTime = nanoTime;
        this.lastNanos = nanoTime.getAsLong();
    }

    String name() {
        return name;
    }

    /** A success that began at a moment of the same clock. */
    void recordSince(long nanos) {
        long now = nanoTime.getAsLong();
        recorder.recordValue(Math.max(0, Math.min(now - nanos, LATENCY_NANOS_MAX)));
        lastNanos = now;
    }

    void fail(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        String text = status.getDescription();
        String example = text == null ? String.valueOf(failure.getMessage()) : text;
        fail(status.getCode().name(), 1, example);
    }

    /** Failures of one kind; the example that came first is kept. */
    void fail(String code, long count, String example) {
        failures.computeIfAbsent(code, unused -> new Failures(example)).count.addAndGet(count);
        lastNanos = nanoTime.getAsLong();
    }

    /** What succeeded since this was last called; valid until it is called again. */
    Histogram interval() {
        Histogram interval = recorder.getIntervalHistogram(recycled);
        recycled = interval;
        all.add(interval);
        return interval;
    }

    long succeeded() {
        return all.getTotalCount();
    }

    long failed() {
        return failures.values().stream().mapToLong(kind -> kind.count.get()).sum();
    }

    /** Forgets everything. */
    void reset() {
        recorder.reset();
        all.reset();
        failures.clear();
        lastNanos = nanoTime.getAsLong();
    }

    /**
     * All of it.
     *
     * @param startNanos when the first request was due
     * @param plannedNanos how long the requests were meant to take, at least
     */
    SeriesResult result(long startNanos, long plannedNanos) {
        interval();
        List<FailureCount> counts =
                failures.entrySet().stream()
                        .map(kind -> kind.getValue().of(kind.getKey()))
                        .sorted((a, b) -> a.code().compareTo(b.code()))
                        .toList();
        long nanos = Math.max(lastNanos - startNanos, plannedNanos);
        return new SeriesResult(name, nanos, all.copy(), counts);
    }

    private static final class Failures {
        private final String example;
        private final AtomicLong count = new AtomicLong();

        Failures(String example) {
            this.example = example;
        }

        FailureCount of(String code) {
            return new FailureCount(code, count.get(), example);
        }
    }
}
