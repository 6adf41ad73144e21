package io.metastore.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.manifest.Images;
import io.metastore.operator.manifest.JoinLists;
import io.metastore.operator.manifest.Names;
import io.metastore.operator.manifest.Restores;
import io.metastore.operator.manifest.StatefulSets;
import io.metastore.operator.plan.JoinList;
import io.metastore.operator.plan.Step;
import io.metastore.operator.plan.Volume;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.stream.IntStream;

/** Steps that change objects of Kubernetes. Each can be repeated. */
@ApplicationScoped
public class KubernetesSteps {
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final Images images;
    private final Clock clock;

    KubernetesSteps(KubernetesClient client, Images images, Clock clock) {
        this.client = client;
        this.images = images;
        this.clock = clock;
    }

    void take(Step step, MetaStoreCluster cluster, Sighting sighting) {
        Names names = sighting.names();
        if (step instanceof Step.Create create) {
            create(create, cluster, sighting);
        } else if (step instanceof Step.BeginRestore) {
            apply(StatefulSets.claim(cluster, 0));
            apply(Restores.job(cluster, images));
        } else if (step instanceof Step.WriteJoinList write) {
            writeJoinList(cluster, write.list());
        } else if (step instanceof Step.CreateVolume create) {
            client.resource(StatefulSets.claim(cluster, create.ordinal(), create.memberId()))
                    .create();
        } else if (step instanceof Step.MarkVolume mark) {
            patchClaim(
                    names,
                    mark.volume(),
                    "\"annotations\":{\"%s\":\"%x\"}"
                            .formatted(Names.MEMBER_ANNOTATION, mark.memberId()),
                    "{}");
        } else if (step instanceof Step.DeleteVolume delete) {
            deleteVolume(names, delete.volume());
        } else if (step instanceof Step.GrowVolume grow) {
            String size = cluster.getSpec().storageOrDefault().sizeOrDefault();
            patchClaim(
                    names,
                    grow.volume(),
                    "\"labels\":{}",
                    "{\"resources\":{\"requests\":{\"storage\":\"%s\"}}}".formatted(size));
        } else if (step instanceof Step.ApplyTemplate) {
            applyTemplate(cluster, names);
        } else if (step instanceof Step.SetReplicas set) {
            statefulSet(names)
                    .patch(MERGE, "{\"spec\":{\"replicas\":%d}}".formatted(set.replicas()));
        } else if (step instanceof Step.RestartPod restart) {
            delete(pod(names, restart.pod().ordinal()), restart.pod().uid());
        } else {
            throw new IllegalStateException("unknown step " + step);
        }
    }

    private void create(Step.Create create, MetaStoreCluster cluster, Sighting sighting) {
        Names names = sighting.names();
        if (sighting.world().joinList().isEmpty()) {
            Collection<String> urls =
                    IntStream.range(0, create.replicas()).mapToObj(names::peerUrl).toList();
            apply(JoinLists.of(cluster, create.existing(), urls, now()));
        }
        String size = cluster.getSpec().storageOrDefault().sizeOrDefault();
        apply(StatefulSets.of(cluster, images, create.replicas(), size));
    }

    private void writeJoinList(MetaStoreCluster cluster, JoinList list) {
        apply(JoinLists.of(cluster, list.existing(), list.urls(), now()));
    }

    private Instant now() {
        // As coarse as the times of pods, with which it is compared.
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The number of replicas and the size of new claims stay as they are. */
    private void applyTemplate(MetaStoreCluster cluster, Names names) {
        StatefulSet present = statefulSet(names).get();
        String size =
                present.getSpec()
                        .getVolumeClaimTemplates()
                        .get(0)
                        .getSpec()
                        .getResources()
                        .getRequests()
                        .get("storage")
                        .toString();
        apply(StatefulSets.of(cluster, images, present.getSpec().getReplicas(), size));
    }

    /** The claim goes when its pod has gone; the stateful set makes both again. */
    private void deleteVolume(Names names, Volume volume) {
        delete(
                client.persistentVolumeClaims()
                        .inNamespace(names.namespace())
                        .withName(names.claim(volume.ordinal())),
                volume.uid());
        pod(names, volume.ordinal()).delete();
    }

    private void patchClaim(Names names, Volume volume, String metadata, String spec) {
        client.persistentVolumeClaims()
                .inNamespace(names.namespace())
                .withName(names.claim(volume.ordinal()))
                .patch(
                        MERGE,
                        "{\"metadata\":{\"uid\":\"%s\",%s},\"spec\":%s}"
                                .formatted(volume.uid(), metadata, spec));
    }

    private Resource<StatefulSet> statefulSet(Names names) {
        return client.apps()
                .statefulSets()
                .inNamespace(names.namespace())
                .withName(names.cluster());
    }

    private Resource<Pod> pod(Names names, int ordinal) {
        return client.pods().inNamespace(names.namespace()).withName(names.pod(ordinal));
    }

    /** Deletes this very object, not one that has taken its name since. */
    private static <T extends HasMetadata> void delete(Resource<T> resource, String uid) {
        T present = resource.get();
        if (present != null && uid.equals(present.getMetadata().getUid())) {
            resource.lockResourceVersion(present.getMetadata().getResourceVersion()).delete();
        }
    }

    private <T extends HasMetadata> void apply(T manifest) {
        client.resource(manifest).fieldManager(Names.MANAGER).forceConflicts().serverSideApply();
    }
}
