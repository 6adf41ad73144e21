package io.metastore.app.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Registers meters that read a figure when they are asked. Names are given as they are scraped.
 * Must be kept as long as the meters shall work. Any thread.
 */
final class Meters {
    private final MeterRegistry registry;

    // The registry refers to what its counters read only weakly.
    private final Queue<LongSupplier> held = new ConcurrentLinkedQueue<>();

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A figure that goes up and down. */
    void gauge(String name, String help, LongSupplier figure, String... labels) {
        Gauge.builder(name, figure::getAsLong).description(help).tags(labels).register(registry);
    }

    /** A condition, 1 while it holds. */
    void flag(String name, String help, BooleanSupplier condition, String... labels) {
        gauge(name, help, () -> condition.getAsBoolean() ? 1 : 0, labels);
    }

    /**
     * A figure that only grows.
     *
     * <p>The registry appends {@code _total} to the name of every counter. A name without it is
     * registered as a gauge instead, because the name is what dashboards look for.
     */
    void counter(String name, String help, LongSupplier figure, String... labels) {
        if (!name.endsWith("_total")) {
            gauge(name, help, figure, labels);
            return;
        }
        held.add(figure);
        FunctionCounter.builder(name, figure, LongSupplier::getAsLong)
                .description(help)
                .tags(labels)
                .register(registry);
    }
}
