package io.metastore.operator.reconcile;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.metastore.operator.api.ClusterStatus;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.manifest.Names;
import io.metastore.operator.plan.Decision;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells what happened: events on the resource, counters, one line in the log. */
@ApplicationScoped
public class Journal {
    private static final Logger LOG = Logger.getLogger(Journal.class);

    private final KubernetesClient client;
    private final MeterRegistry metrics;
    private final Clock clock;

    Journal(KubernetesClient client, MeterRegistry metrics, Clock clock) {
        this.client = client;
        this.metrics = metrics;
        this.clock = clock;
    }

    void record(MetaStoreCluster cluster, Outcome outcome) {
        String result = outcome.failure().isPresent() ? "failed" : "taken";
        if (outcome.decision() instanceof Decision.Act) {
            metrics.counter("metastore.operator.steps", "step", outcome.reason(), "result", result)
                    .increment();
            tell(cluster, outcome, outcome.failure().isPresent());
        } else if (outcome.isDegraded() && isNew(cluster, outcome)) {
            tell(cluster, outcome, true);
        }
    }

    private static boolean isNew(MetaStoreCluster cluster, Outcome outcome) {
        @Nullable ClusterStatus before = cluster.getStatus();
        Optional<Condition> degraded =
                Conditions.find(before == null ? null : before.conditions(), Conditions.DEGRADED);
        return degraded.filter(condition -> outcome.reason().equals(condition.getReason()))
                .isEmpty();
    }

    private void tell(MetaStoreCluster cluster, Outcome outcome, boolean warning) {
        LOG.infof(
                "cluster=%s/%s reason=%s %s",
                cluster.getMetadata().getNamespace(),
                cluster.getMetadata().getName(),
                outcome.reason(),
                outcome.text());
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        try {
            client.v1()
                    .events()
                    .inNamespace(cluster.getMetadata().getNamespace())
                    .resource(
                            new EventBuilder()
                                    .withNewMetadata()
                                    .withGenerateName(cluster.getMetadata().getName() + ".")
                                    .withNamespace(cluster.getMetadata().getNamespace())
                                    .endMetadata()
                                    .withNewInvolvedObject()
                                    .withApiVersion(cluster.getApiVersion())
                                    .withKind(cluster.getKind())
                                    .withNamespace(cluster.getMetadata().getNamespace())
                                    .withName(cluster.getMetadata().getName())
                                    .withUid(cluster.getMetadata().getUid())
                                    .endInvolvedObject()
                                    .withType(warning ? "Warning" : "Normal")
                                    .withReason(outcome.reason())
                                    .withMessage(outcome.text())
                                    .withNewSource()
                                    .withComponent(Names.MANAGER)
                                    .endSource()
                                    .withFirstTimestamp(now)
                                    .withLastTimestamp(now)
                                    .withCount(1)
                                    .build())
                    .create();
        } catch (KubernetesClientException e) {
            // The step has been taken; that nobody reads of it must not undo that.
            metrics.counter("metastore.operator.events.lost").increment();
        }
    }
}
