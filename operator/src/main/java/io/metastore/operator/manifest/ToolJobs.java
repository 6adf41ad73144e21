package io.metastore.operator.manifest;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.api.PodOverrides;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Jobs that run one of the tools in the image of the members, for one cluster. */
final class ToolJobs {
    /** What the tools write appears as a whole or not at all, so another try does no harm. */
    private static final int TRIES_AGAIN_MAX = 2;

    private ToolJobs() {}

    /** A claim and where the tool sees its volume. */
    record Mount(String volume, String path, String claim, boolean readOnly) {}

    /**
     * What is run.
     *
     * @param component what the pods are called by in their labels, and their container
     */
    record Tool(
            String component,
            List<String> args,
            List<EnvVar> variables,
            @Nullable ResourceRequirements resources,
            List<Mount> mounts) {}

    static Map<String, String> labels(MetaStoreCluster cluster, String component) {
        Map<String, String> labels = new TreeMap<>(Names.of(cluster).labels());
        labels.put(Names.COMPONENT_LABEL, component);
        return labels;
    }

    static Job job(ObjectMeta metadata, MetaStoreCluster cluster, Images images, Tool tool) {
        return new JobBuilder()
                .withMetadata(metadata)
                .withNewSpec()
                .withBackoffLimit(TRIES_AGAIN_MAX)
                .withTemplate(template(cluster, images, tool))
                .endSpec()
                .build();
    }

    private static PodTemplateSpec template(MetaStoreCluster cluster, Images images, Tool tool) {
        PodOverrides pod = cluster.getSpec().podOrNone();
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels(cluster, tool.component()))
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withServiceAccountName(pod.serviceAccountName())
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(MemberPods.security())
                .withImagePullSecrets(pod.imagePullSecrets())
                .withTolerations(pod.tolerations())
                .withContainers(container(images.of(cluster.getSpec()), tool))
                .withVolumes(volumes(tool))
                .endSpec()
                .build();
    }

    private static List<Volume> volumes(Tool tool) {
        List<Volume> volumes = new ArrayList<>();
        volumes.add(
                new VolumeBuilder()
                        .withName(MemberContainer.TEMPORARY)
                        .withEmptyDir(new EmptyDirVolumeSource())
                        .build());
        for (Mount mount : tool.mounts()) {
            volumes.add(
                    new VolumeBuilder()
                            .withName(mount.volume())
                            .withNewPersistentVolumeClaim(mount.claim(), mount.readOnly())
                            .build());
        }
        return volumes;
    }

    private static Container container(String image, Tool tool) {
        List<VolumeMount> mounts = new ArrayList<>();
        tool.mounts().forEach(mount -> mounts.add(mount(mount.volume(), mount.path())));
        mounts.add(mount(MemberContainer.TEMPORARY, "/tmp"));
        return new ContainerBuilder()
                .withName(tool.component())
                .withImage(image)
                .withArgs(tool.args())
                .withEnv(tool.variables())
                .withResources(tool.resources())
                .withSecurityContext(MemberContainer.security())
                // Whoever looks at the pod, the operator among them, sees why it failed.
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(mounts)
                .build();
    }

    private static VolumeMount mount(String volume, String path) {
        return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
    }
}
