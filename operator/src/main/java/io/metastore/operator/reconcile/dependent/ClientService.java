package io.metastore.operator.reconcile.dependent;

import io.fabric8.kubernetes.api.model.Service;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.manifest.Services;

/** The address for clients. */
@KubernetesDependent(informer = @Informer(labelSelector = Managed.SELECTOR))
public final class ClientService
        extends CRUDKubernetesDependentResource<Service, MetaStoreCluster> {
    @Override
    protected Service desired(MetaStoreCluster cluster, Context<MetaStoreCluster> context) {
        return Services.clients(cluster);
    }
}
