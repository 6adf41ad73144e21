package io.metastore.operator.reconcile;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.metastore.operator.api.ClusterSpec;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.manifest.Images;
import io.metastore.operator.manifest.MemberPods;
import io.metastore.operator.manifest.Names;
import io.metastore.operator.member.MemberEntry;
import io.metastore.operator.member.MemberReport;
import io.metastore.operator.plan.Fleet;
import io.metastore.operator.plan.Restore;
import io.metastore.operator.plan.Wanted;
import io.metastore.operator.plan.World;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks at a cluster. Asks the API server itself and not a cache: a step that is taken because of
 * an old picture could cost a majority.
 */
@ApplicationScoped
public class WorldReader {
    private final KubernetesClient client;
    private final PodReports podReports;
    private final Images images;

    WorldReader(KubernetesClient client, PodReports podReports, Images images) {
        this.client = client;
        this.podReports = podReports;
        this.images = images;
    }

    Sighting look(MetaStoreCluster cluster) {
        Names names = Names.of(cluster);
        Map<Integer, Pod> pods = pods(names);
        Map<Integer, String> addresses = new TreeMap<>();
        pods.forEach(
                (ordinal, pod) ->
                        PodReports.address(pod).ifPresent(a -> addresses.put(ordinal, a)));
        Map<Integer, MemberReport> reports = podReports.ask(addresses);
        Optional<List<MemberEntry>> entries = podReports.members(addresses, reports);
        return new Sighting(
                names, world(cluster, names, pods, reports, entries), addresses, reports, entries);
    }

    private World world(
            MetaStoreCluster cluster,
            Names names,
            Map<Integer, Pod> pods,
            Map<Integer, MemberReport> reports,
            Optional<List<MemberEntry>> entries) {
        Optional<ConfigMap> joinList =
                Optional.ofNullable(
                        client.configMaps()
                                .inNamespace(names.namespace())
                                .withName(names.joinList())
                                .get());
        long bytes =
                Quantity.getAmountInBytes(
                                new Quantity(cluster.getSpec().storageOrDefault().sizeOrDefault()))
                        .longValue();
        return new World(
                wanted(cluster),
                restore(cluster, names),
                fleet(names),
                joinList.map(Seen::joinList),
                pods.entrySet().stream()
                        .map(
                                pod ->
                                        Seen.pod(
                                                pod.getKey(),
                                                pod.getValue(),
                                                joinList,
                                                Optional.ofNullable(reports.get(pod.getKey()))))
                        .toList(),
                volumes(names).entrySet().stream()
                        .map(
                                claim ->
                                        Seen.volume(
                                                claim.getKey(),
                                                claim.getValue(),
                                                bytes,
                                                Optional.ofNullable(pods.get(claim.getKey()))))
                        .toList(),
                entries.map(all -> all.stream().map(e -> Seen.member(e, names)).toList()),
                names::peerUrl);
    }

    private Wanted wanted(MetaStoreCluster cluster) {
        ClusterSpec spec = cluster.getSpec();
        return new Wanted(
                spec.replicasOrDefault(),
                MemberPods.templateId(cluster, images),
                spec.isPaused(),
                spec.rollsOneByOne(),
                spec.storageOrDefault().deletesWhenScaled());
    }

    private Restore restore(MetaStoreCluster cluster, Names names) {
        if (cluster.getSpec().restore() == null) {
            return Restore.NotWanted;
        }
        return Optional.ofNullable(
                        client.batch()
                                .v1()
                                .jobs()
                                .inNamespace(names.namespace())
                                .withName(names.restoreJob())
                                .get())
                .map(Seen::restore)
                .orElse(Restore.Due);
    }

    private Optional<Fleet> fleet(Names names) {
        return Optional.ofNullable(
                        client.apps()
                                .statefulSets()
                                .inNamespace(names.namespace())
                                .withName(names.cluster())
                                .get())
                .filter(set -> set.getMetadata().getDeletionTimestamp() == null)
                .map(WorldReader::fleet);
    }

    private static Fleet fleet(StatefulSet set) {
        Map<String, String> annotations =
                set.getSpec().getTemplate().getMetadata().getAnnotations();
        return new Fleet(
                set.getSpec().getReplicas(),
                annotations == null ? "" : annotations.getOrDefault(Names.TEMPLATE_ANNOTATION, ""));
    }

    private Map<Integer, Pod> pods(Names names) {
        return byOrdinal(
                client.pods()
                        .inNamespace(names.namespace())
                        .withLabels(names.selector())
                        .list()
                        .getItems(),
                names.cluster());
    }

    private Map<Integer, PersistentVolumeClaim> volumes(Names names) {
        return byOrdinal(
                client.persistentVolumeClaims()
                        .inNamespace(names.namespace())
                        .withLabels(names.selector())
                        .list()
                        .getItems(),
                names.claims());
    }

    private static <T extends HasMetadata> Map<Integer, T> byOrdinal(
            List<T> resources, String prefix) {
        Map<Integer, T> byOrdinal = new TreeMap<>();
        for (T resource : resources) {
            Seen.ordinal(resource.getMetadata().getName(), prefix)
                    .ifPresent(ordinal -> byOrdinal.put(ordinal, resource));
        }
        return byOrdinal;
    }
}
