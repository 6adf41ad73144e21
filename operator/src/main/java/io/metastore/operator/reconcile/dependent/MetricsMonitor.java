package io.metastore.operator.reconcile.dependent;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.dependent.Creator;
import io.javaoperatorsdk.operator.processing.dependent.Updater;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.GenericKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.manifest.Monitoring;

/** What Prometheus' operator reads. */
@KubernetesDependent(informer = @Informer(labelSelector = Managed.SELECTOR))
public final class MetricsMonitor extends GenericKubernetesDependentResource<MetaStoreCluster>
        implements Creator<GenericKubernetesResource, MetaStoreCluster>,
                Updater<GenericKubernetesResource, MetaStoreCluster> {
    public MetricsMonitor() {
        super(new GroupVersionKind(Monitoring.GROUP, Monitoring.VERSION, Monitoring.KIND));
    }

    @Override
    protected GenericKubernetesResource desired(
            MetaStoreCluster cluster, Context<MetaStoreCluster> context) {
        return Monitoring.serviceMonitor(cluster);
    }
}
