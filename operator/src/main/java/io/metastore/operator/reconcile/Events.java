package io.metastore.operator.reconcile;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.metastore.operator.manifest.Names;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Tells what happened to a resource: an event on it, and one line in the log. */
@ApplicationScoped
public class Events {
    private static final Logger LOG = Logger.getLogger(Events.class);

    private final KubernetesClient client;
    private final MeterRegistry metrics;
    private final Clock clock;

    Events(KubernetesClient client, MeterRegistry metrics, Clock clock) {
        this.client = client;
        this.metrics = metrics;
        this.clock = clock;
    }

    void tell(HasMetadata resource, String reason, String text, boolean warning) {
        ObjectMeta about = resource.getMetadata();
        LOG.infof(
                "%s=%s/%s reason=%s %s",
                resource.getSingular().toLowerCase(Locale.ROOT),
                about.getNamespace(),
                about.getName(),
                reason,
                text);
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        EventBuilder event =
                new EventBuilder()
                        .withNewMetadata()
                        .withGenerateName(about.getName() + ".")
                        .withNamespace(about.getNamespace())
                        .endMetadata()
                        .withNewInvolvedObject()
                        .withApiVersion(resource.getApiVersion())
                        .withKind(resource.getKind())
                        .withNamespace(about.getNamespace())
                        .withName(about.getName())
                        .withUid(about.getUid())
                        .endInvolvedObject()
                        .withType(warning ? "Warning" : "Normal")
                        .withReason(reason)
                        .withMessage(text)
                        .withNewSource()
                        .withComponent(Names.MANAGER)
                        .endSource()
                        .withFirstTimestamp(now)
                        .withLastTimestamp(now)
                        .withCount(1);
        try {
            client.v1().events().inNamespace(about.getNamespace()).resource(event.build()).create();
        } catch (KubernetesClientException e) {
            // What happened has happened; that nobody reads of it must not undo that.
            metrics.counter("metastore.operator.events.lost").increment();
        }
    }
}
