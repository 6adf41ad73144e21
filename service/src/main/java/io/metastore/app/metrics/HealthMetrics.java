package io.metastore.app.metrics;

import io.metastore.http.health.HealthObserver;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what health checks found. A check is seen from its first run on. Any thread. */
public final class HealthMetrics implements HealthObserver {
    private record Check(String type, String name) {}

    private static final class Outcomes {
        private final LongAdder passed = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private volatile boolean ok;
    }

    private final Meters meters;
    private final LongAdder successes = new LongAdder();
    private final LongAdder failures = new LongAdder();

    // As many as there are checks.
    private final Map<Check, Outcomes> checks = new ConcurrentHashMap<>();

    public HealthMetrics(MeterRegistry registry) {
        meters = new Meters(registry);
        meters.counter("etcd_server_health_success", "Healthy answers of /health.", successes::sum);
        meters.counter(
                "etcd_server_health_failures", "Unhealthy answers of /health.", failures::sum);
    }

    @Override
    public void healthAsked(boolean ok) {
        (ok ? successes : failures).increment();
    }

    @Override
    public void checked(String type, String name, boolean ok) {
        Outcomes outcomes = checks.computeIfAbsent(new Check(type, name), this::registered);
        outcomes.ok = ok;
        (ok ? outcomes.passed : outcomes.failed).increment();
    }

    private Outcomes registered(Check check) {
        Outcomes outcomes = new Outcomes();
        meters.flag(
                "etcd_server_healthcheck",
                "Whether a check passed when it was last run.",
                () -> outcomes.ok,
                "type",
                check.type(),
                "name",
                check.name());
        count(check, "success", outcomes.passed);
        count(check, "error", outcomes.failed);
        return outcomes;
    }

    private void count(Check check, String status, LongAdder count) {
        meters.counter(
                "etcd_server_healthchecks_total",
                "Runs of a check by their outcome.",
                count::sum,
                "type",
                check.type(),
                "name",
                check.name(),
                "status",
                status);
    }
}
