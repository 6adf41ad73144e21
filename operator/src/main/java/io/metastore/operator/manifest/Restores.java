package io.metastore.operator.manifest;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.api.RestoreSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The job that puts a backup on the volume of the first member. */
public final class Restores {
    private static final String BACKUP = "backup";
    private static final String BACKUP_MOUNT = "/backup";

    /** A directory is restored as a whole or not at all, so another try does no harm. */
    private static final int TRIES_AGAIN_MAX = 2;

    private Restores() {}

    public static Job job(MetaStoreCluster cluster, Images images) {
        Names names = Owner.names(cluster);
        return new JobBuilder()
                .withMetadata(Owner.metadata(cluster, names.restoreJob()))
                .withNewSpec()
                .withBackoffLimit(TRIES_AGAIN_MAX)
                .withTemplate(template(cluster, images))
                .endSpec()
                .build();
    }

    private static PodTemplateSpec template(MetaStoreCluster cluster, Images images) {
        Names names = Owner.names(cluster);
        Map<String, String> labels = new TreeMap<>(names.labels());
        labels.put(Names.COMPONENT_LABEL, "restore");
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(MemberPods.security())
                .withImagePullSecrets(cluster.getSpec().podOrNone().imagePullSecrets())
                .withTolerations(cluster.getSpec().podOrNone().tolerations())
                .withContainers(container(cluster, images))
                .addNewVolume()
                .withName(MemberContainer.TEMPORARY)
                .withEmptyDir(new EmptyDirVolumeSource())
                .endVolume()
                .addNewVolume()
                .withName(Names.VOLUME)
                .withNewPersistentVolumeClaim(names.claim(0), false)
                .endVolume()
                .addNewVolume()
                .withName(BACKUP)
                .withNewPersistentVolumeClaim(source(cluster).claimName(), true)
                .endVolume()
                .endSpec()
                .build();
    }

    private static Container container(MetaStoreCluster cluster, Images images) {
        Names names = Owner.names(cluster);
        List<String> args =
                List.of(
                        "snapshot",
                        "restore",
                        BACKUP_MOUNT + "/" + source(cluster).file(),
                        "--data-dir=" + MemberContainer.DATA_DIRECTORY,
                        "--name=" + names.pod(0),
                        "--initial-cluster=%s=%s".formatted(names.pod(0), names.peerUrl(0)),
                        "--initial-advertise-peer-urls=" + names.peerUrl(0),
                        "--initial-cluster-token=" + names.token());
        return new ContainerBuilder()
                .withName("restore")
                .withImage(images.of(cluster.getSpec()))
                .withArgs(args)
                .withResources(cluster.getSpec().resources())
                .withSecurityContext(MemberContainer.security())
                .withVolumeMounts(
                        mount(Names.VOLUME, MemberContainer.MOUNT),
                        mount(BACKUP, BACKUP_MOUNT),
                        mount(MemberContainer.TEMPORARY, "/tmp"))
                .build();
    }

    private static VolumeMount mount(String volume, String path) {
        return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
    }

    private static RestoreSource source(MetaStoreCluster cluster) {
        return Objects.requireNonNull(cluster.getSpec().restore(), "spec.restore");
    }
}
