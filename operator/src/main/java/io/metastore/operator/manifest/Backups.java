package io.metastore.operator.manifest;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.metastore.operator.api.BackupSchedule;
import io.metastore.operator.api.BackupSpec;
import io.metastore.operator.api.MetaStoreBackup;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.manifest.ToolJobs.Tool;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Backups that the schedule asks for, and the job that makes a backup. */
public final class Backups {
    /** What jobs and pods of backups carry. */
    public static final String COMPONENT = "backup";

    /** After it a backup is given up, so that the next can begin. */
    private static final long JOB_SECONDS_MAX = 6 * 3600;

    private static final int UID_DIGITS = 8;

    private static final Quantity MEMORY = new Quantity("256Mi");

    private Backups() {}

    /** A backup of the schedule. The cluster does not own it: it outlives the cluster. */
    public static MetaStoreBackup scheduled(
            MetaStoreCluster cluster, String name, Instant due, String file) {
        BackupSchedule wanted = Objects.requireNonNull(cluster.getSpec().backup(), "spec.backup");
        MetaStoreBackup backup = new MetaStoreBackup();
        backup.setMetadata(
                new ObjectMetaBuilder()
                        .withName(name)
                        .withNamespace(cluster.getMetadata().getNamespace())
                        .withLabels(Names.of(cluster).labels())
                        .addToAnnotations(Names.DUE_ANNOTATION, due.toString())
                        .build());
        backup.setSpec(
                new BackupSpec(
                        cluster.getMetadata().getName(), wanted.claimName(), wanted.s3(), file));
        return backup;
    }

    /** The name of the file; without a wish, one that no other backup has. */
    public static String file(MetaStoreBackup backup) {
        return backup.getSpec().file() != null
                ? backup.getSpec().file()
                : "%s-%s.db"
                        .formatted(
                                backup.getMetadata().getName(),
                                backup.getMetadata().getUid().substring(0, UID_DIGITS));
    }

    public static String jobName(MetaStoreBackup backup) {
        return backup.getMetadata().getName() + "-save";
    }

    public static Job job(MetaStoreBackup backup, MetaStoreCluster cluster, Images images) {
        BackupAccess access = BackupAccess.to(backup.getSpec(), file(backup), false);
        List<String> args =
                List.of(
                        "snapshot",
                        "save",
                        access.address(),
                        "--force",
                        "--endpoints=" + Names.of(cluster).clientUrl());
        Job job =
                ToolJobs.job(
                        metadata(backup, cluster),
                        cluster,
                        images,
                        new Tool(
                                COMPONENT,
                                BackupAccess.joined(args, access.options()),
                                access.variables(),
                                resources(),
                                access.mounts()));
        job.getSpec().setActiveDeadlineSeconds(JOB_SECONDS_MAX);
        return job;
    }

    private static ObjectMeta metadata(MetaStoreBackup backup, MetaStoreCluster cluster) {
        return new ObjectMetaBuilder()
                .withName(jobName(backup))
                .withNamespace(backup.getMetadata().getNamespace())
                .withLabels(ToolJobs.labels(cluster, COMPONENT))
                .withOwnerReferences(Owner.reference(backup))
                .build();
    }

    /** A stream from a member to a file or to S3, whatever the size of the state. */
    private static ResourceRequirements resources() {
        return new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity("100m"))
                .addToRequests("memory", MEMORY)
                .addToLimits("memory", MEMORY)
                .build();
    }
}
