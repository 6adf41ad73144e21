package io.metastore.operator.reconcile.dependent;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.dependent.Creator;
import io.javaoperatorsdk.operator.processing.dependent.Updater;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.GenericKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.manifest.Monitoring;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Prometheus' operator reads. */
@KubernetesDependent(informer = @Informer(labelSelector = Managed.SELECTOR))
public final class MetricsMonitor extends GenericKubernetesDependentResource<MetaStoreCluster>
        implements Creator<GenericKubernetesResource, MetaStoreCluster>,
                Updater<GenericKubernetesResource, MetaStoreCluster> {
    private @Nullable Boolean installed;

    public MetricsMonitor() {
        super(new GroupVersionKind(Monitoring.GROUP, Monitoring.VERSION, Monitoring.KIND));
    }

    /**
     * Nothing where monitors are not installed. The SDK asks for the source also when the dependent is
     * not active, and a source of a kind that the API server does not know cannot be made.
     */
    @Override
    public synchronized Optional<InformerEventSource<GenericKubernetesResource, MetaStoreCluster>>
            eventSource(EventSourceContext<MetaStoreCluster> context) {
        if (installed == null) {
            installed = context.getClient().supports(Monitoring.API_VERSION, Monitoring.KIND);
        }
        return installed ? super.eventSource(context) : Optional.empty();
    }

    @Override
    protected GenericKubernetesResource desired(
            MetaStoreCluster cluster, Context<MetaStoreCluster> context) {
        return Monitoring.serviceMonitor(cluster);
    }
}
