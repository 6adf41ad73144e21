package io.metastore.operator.manifest;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.metastore.operator.api.MetaStoreCluster;

/** What keeps others from harming a cluster. */
public final class Protections {
    private Protections() {}

    /** One member at a time may be evicted; of one that is not ready nothing depends. */
    public static PodDisruptionBudget disruptionBudget(MetaStoreCluster cluster) {
        Names names = Names.of(cluster);
        return new PodDisruptionBudgetBuilder()
                .withMetadata(Owner.metadata(cluster, names.cluster()))
                .withNewSpec()
                .withNewMaxUnavailable(1)
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .withNewSelector()
                .withMatchLabels(names.selector())
                .endSelector()
                .endSpec()
                .build();
    }

    /** The peer port is for members alone; clients and metrics are open to whoever may connect. */
    public static NetworkPolicy networkPolicy(MetaStoreCluster cluster) {
        Names names = Names.of(cluster);
        return new NetworkPolicyBuilder()
                .withMetadata(Owner.metadata(cluster, names.cluster()))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(names.selector())
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .addNewIngress()
                .addNewFrom()
                .withNewPodSelector()
                .withMatchLabels(names.selector())
                .endPodSelector()
                .endFrom()
                .addNewPort()
                .withProtocol("TCP")
                .withNewPort(Ports.PEER)
                .endPort()
                .endIngress()
                .addNewIngress()
                .addNewPort()
                .withProtocol("TCP")
                .withNewPort(Ports.CLIENT)
                .endPort()
                .addNewPort()
                .withProtocol("TCP")
                .withNewPort(Ports.METRICS)
                .endPort()
                .endIngress()
                .endSpec()
                .build();
    }
}
