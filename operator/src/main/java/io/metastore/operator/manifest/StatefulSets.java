package io.metastore.operator.manifest;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.api.StorageSpec;
import java.util.Map;

/** The stateful set of a cluster. */
public final class StatefulSets {
    private StatefulSets() {}

    /**
     * Pods start together, because members become ready by reaching each other, and are replaced
     * only when they are deleted, because the operator decides in which order.
     *
     * @param volumeSize of the claims it makes; cannot be changed once it exists
     */
    public static StatefulSet of(
            MetaStoreCluster cluster, Images images, int replicas, String volumeSize) {
        Names names = Names.of(cluster);
        StorageSpec storage = cluster.getSpec().storageOrDefault();
        return new StatefulSetBuilder()
                .withMetadata(Owner.metadata(cluster, names.cluster()))
                .withNewSpec()
                .withServiceName(names.peerService())
                .withReplicas(replicas)
                .withPodManagementPolicy("Parallel")
                .withNewUpdateStrategy()
                .withType("OnDelete")
                .endUpdateStrategy()
                .withNewPersistentVolumeClaimRetentionPolicy(
                        storage.deletesWhenDeleted() ? "Delete" : "Retain", "Retain")
                .withNewSelector()
                .withMatchLabels(names.selector())
                .endSelector()
                .withTemplate(MemberPods.template(cluster, images))
                .withVolumeClaimTemplates(claim(names, storage, volumeSize))
                .endSpec()
                .build();
    }

    /** A claim as the stateful set would make it, marked with the member that it is for. */
    public static PersistentVolumeClaim claim(
            MetaStoreCluster cluster, int ordinal, long memberId) {
        PersistentVolumeClaim claim = claim(cluster, ordinal);
        claim.getMetadata()
                .setAnnotations(Map.of(Names.MEMBER_ANNOTATION, Long.toHexString(memberId)));
        return claim;
    }

    /** A claim as the stateful set would make it. */
    public static PersistentVolumeClaim claim(MetaStoreCluster cluster, int ordinal) {
        Names names = Names.of(cluster);
        StorageSpec storage = cluster.getSpec().storageOrDefault();
        PersistentVolumeClaim claim = claim(names, storage, storage.sizeOrDefault());
        claim.getMetadata().setName(names.claim(ordinal));
        claim.getMetadata().setNamespace(names.namespace());
        return claim;
    }

    private static PersistentVolumeClaim claim(Names names, StorageSpec storage, String size) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(Names.VOLUME)
                .withLabels(names.selector())
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(storage.storageClassName())
                .withNewResources()
                .withRequests(Map.of("storage", new Quantity(size)))
                .endResources()
                .endSpec()
                .build();
    }
}
