package io.metastore.operator.reconcile.dependent;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import io.metastore.operator.api.MetaStoreCluster;

/** Whether the user wants the policy; when not, it is removed. */
public final class PeerPolicyWanted implements Condition<NetworkPolicy, MetaStoreCluster> {
    @Override
    public boolean isMet(
            DependentResource<NetworkPolicy, MetaStoreCluster> dependent,
            MetaStoreCluster cluster,
            Context<MetaStoreCluster> context) {
        return cluster.getSpec().hasNetworkPolicy();
    }
}
