package io.metastore.operator.reconcile.dependent;

import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.manifest.Protections;

/** One member at a time may be evicted. */
@KubernetesDependent(informer = @Informer(labelSelector = Managed.SELECTOR))
public final class DisruptionBudget
        extends CRUDKubernetesDependentResource<PodDisruptionBudget, MetaStoreCluster> {
    @Override
    protected PodDisruptionBudget desired(
            MetaStoreCluster cluster, Context<MetaStoreCluster> context) {
        return Protections.disruptionBudget(cluster);
    }
}
