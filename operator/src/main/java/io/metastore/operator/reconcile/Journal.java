package io.metastore.operator.reconcile;

import io.fabric8.kubernetes.api.model.Condition;
import io.metastore.operator.api.ClusterStatus;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.plan.Decision;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells of every step, and of what is wrong when it begins. */
@ApplicationScoped
public class Journal {
    private final Events events;
    private final MeterRegistry metrics;

    Journal(Events events, MeterRegistry metrics) {
        this.events = events;
        this.metrics = metrics;
    }

    void record(MetaStoreCluster cluster, Outcome outcome) {
        boolean failed = outcome.failure().isPresent();
        if (outcome.decision() instanceof Decision.Act) {
            String result = failed ? "failed" : "taken";
            metrics.counter("metastore.operator.steps", "step", outcome.reason(), "result", result)
                    .increment();
            if (!failed || !isSaid(cluster, outcome)) {
                events.tell(cluster, outcome.reason(), outcome.text(), failed);
            }
        } else if (outcome.isDegraded() && isNew(cluster, outcome)) {
            events.tell(cluster, outcome.reason(), outcome.text(), true);
        }
    }

    /** Whether the status says so already: a step may be refused several times in a row. */
    private static boolean isSaid(MetaStoreCluster cluster, Outcome outcome) {
        @Nullable ClusterStatus before = cluster.getStatus();
        return before != null && outcome.text().equals(before.step());
    }

    private static boolean isNew(MetaStoreCluster cluster, Outcome outcome) {
        @Nullable ClusterStatus before = cluster.getStatus();
        Optional<Condition> degraded =
                Conditions.find(before == null ? null : before.conditions(), Conditions.DEGRADED);
        return degraded.filter(condition -> outcome.reason().equals(condition.getReason()))
                .isEmpty();
    }
}
