package io.metastore.app.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Durations by size, in the classes that etcd's dashboards expect. Takes nanoseconds, so that what
 * is measured need not know who counts. Any thread.
 */
public final class DurationHistogram implements LongConsumer {
    /**
     * Upper bounds of the classes, each the double of the one before.
     *
     * @param first the smallest bound
     * @param count of the bounds
     */
    public record Buckets(Duration first, int count) {
        /** From 1 ms to 8.192 s: for what waits for a disk or the network. */
        public static final Buckets MILLIS = new Buckets(Duration.ofMillis(1), 14);

        /** From 0.1 ms to 52.4288 s: for what happens in memory most of the time. */
        public static final Buckets TENTHS_OF_MILLIS = new Buckets(Duration.ofNanos(100_000), 20);

        /** From 0.1 s to 409.6 s: for what goes over the whole store. */
        public static final Buckets TENTHS_OF_SECONDS = new Buckets(Duration.ofMillis(100), 13);

        /** From 10 ms to 163.84 s: for what reads the whole store. */
        public static final Buckets HUNDREDTHS_OF_SECONDS = new Buckets(Duration.ofMillis(10), 15);

        private Duration[] bounds() {
            return IntStream.range(0, count)
                    .mapToObj(i -> first.multipliedBy(1L << i))
                    .toArray(Duration[]::new);
        }
    }

    private final Timer timer;

    /**
     * @param name as it is scraped, ending in {@code _seconds}
     * @param labels names and values by turns
     */
    public DurationHistogram(
            MeterRegistry registry, String name, String help, Buckets buckets, String... labels) {
        if (!name.endsWith("_seconds")) {
            throw new IllegalArgumentException("name=" + name);
        }
        timer =
                Timer.builder(name)
                        .description(help)
                        .tags(labels)
                        .serviceLevelObjectives(buckets.bounds())
                        .register(registry);
    }

    @Override
    public void accept(long nanos) {
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }
}
