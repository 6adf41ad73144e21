package io.metastore.operator.reconcile.dependent;

import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.Creator;
import io.javaoperatorsdk.operator.processing.dependent.Updater;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependentResource;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.manifest.Monitoring;
import io.metastore.operator.manifest.ServiceMonitor;

/** What Prometheus' operator reads. */
@KubernetesDependent(informer = @Informer(labelSelector = Managed.SELECTOR))
public final class MetricsMonitor
        extends KubernetesDependentResource<ServiceMonitor, MetaStoreCluster>
        implements Creator<ServiceMonitor, MetaStoreCluster>,
                Updater<ServiceMonitor, MetaStoreCluster> {
    @Override
    protected ServiceMonitor desired(MetaStoreCluster cluster, Context<MetaStoreCluster> context) {
        return Monitoring.serviceMonitor(cluster);
    }
}
