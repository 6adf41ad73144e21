package io.metastore.operator.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.api.PodOverrides;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The template of the pods of members. */
public final class MemberPods {
    private static final long USER = 10001;
    private static final long GRACE_SECONDS = 30;
    private static final int TEMPLATE_ID_BYTES = 8;

    /** Pods are restarted when the digest differs, so the order of maps must not matter. */
    private static final ObjectWriter CANONICAL =
            Serialization.jsonMapper().writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private MemberPods() {}

    /** Stands for everything in the template: another value means other pods. */
    public static String templateId(MetaStoreCluster cluster, Images images) {
        return templateId(bare(cluster, images));
    }

    static PodTemplateSpec template(MetaStoreCluster cluster, Images images) {
        PodTemplateSpec template = bare(cluster, images);
        Map<String, String> annotations = new TreeMap<>(template.getMetadata().getAnnotations());
        annotations.put(Names.TEMPLATE_ANNOTATION, templateId(template));
        template.getMetadata().setAnnotations(annotations);
        return template;
    }

    private static String templateId(PodTemplateSpec template) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(CANONICAL.writeValueAsBytes(template));
            return HexFormat.of().formatHex(digest, 0, TEMPLATE_ID_BYTES);
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("every template has a digest", e);
        }
    }

    private static PodTemplateSpec bare(MetaStoreCluster cluster, Images images) {
        Names names = Names.of(cluster);
        PodOverrides pod = cluster.getSpec().podOrNone();
        Map<String, String> labels = new TreeMap<>(orEmpty(pod.labels()));
        labels.putAll(names.labels());
        labels.putAll(names.selector());
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .withAnnotations(new TreeMap<>(orEmpty(pod.annotations())))
                .endMetadata()
                .withNewSpec()
                .withContainers(MemberContainer.of(cluster, images))
                .addNewVolume()
                .withName(MemberContainer.TEMPORARY)
                .withEmptyDir(new EmptyDirVolumeSource())
                .endVolume()
                .withSecurityContext(
                        pod.securityContext() == null ? security() : pod.securityContext())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(
                        pod.terminationGracePeriodSeconds() == null
                                ? Long.valueOf(GRACE_SECONDS)
                                : pod.terminationGracePeriodSeconds())
                .withAffinity(pod.affinity() == null ? apart(names) : pod.affinity())
                .withTopologySpreadConstraints(
                        pod.topologySpreadConstraints() == null
                                ? List.of(overZones(names))
                                : pod.topologySpreadConstraints())
                .withNodeSelector(pod.nodeSelector())
                .withTolerations(pod.tolerations())
                .withPriorityClassName(pod.priorityClassName())
                .withServiceAccountName(pod.serviceAccountName())
                .withImagePullSecrets(pod.imagePullSecrets())
                .endSpec()
                .build();
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    static PodSecurityContext security() {
        return new PodSecurityContextBuilder()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withFsGroupChangePolicy("OnRootMismatch")
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }

    private static Affinity apart(Names names) {
        return new AffinityBuilder()
                .withNewPodAntiAffinity()
                .addNewPreferredDuringSchedulingIgnoredDuringExecution()
                .withWeight(100)
                .withNewPodAffinityTerm()
                .withTopologyKey("kubernetes.io/hostname")
                .withNewLabelSelector()
                .withMatchLabels(names.selector())
                .endLabelSelector()
                .endPodAffinityTerm()
                .endPreferredDuringSchedulingIgnoredDuringExecution()
                .endPodAntiAffinity()
                .build();
    }

    private static TopologySpreadConstraint overZones(Names names) {
        return new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey("topology.kubernetes.io/zone")
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(names.selector())
                .endLabelSelector()
                .build();
    }
}
