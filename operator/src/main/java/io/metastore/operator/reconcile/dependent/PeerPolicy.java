package io.metastore.operator.reconcile.dependent;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.manifest.Protections;

/** The peer port is for members alone. */
@KubernetesDependent(informer = @Informer(labelSelector = Managed.SELECTOR))
public final class PeerPolicy
        extends CRUDKubernetesDependentResource<NetworkPolicy, MetaStoreCluster> {
    @Override
    protected NetworkPolicy desired(MetaStoreCluster cluster, Context<MetaStoreCluster> context) {
        return Protections.networkPolicy(cluster);
    }
}
