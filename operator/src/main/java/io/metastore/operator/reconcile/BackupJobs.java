package io.metastore.operator.reconcile;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.metastore.operator.api.BackupPhase;
import io.metastore.operator.api.BackupStatus;
import io.metastore.operator.api.MetaStoreBackup;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.manifest.Backups;
import io.metastore.operator.manifest.Images;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts the job of a backup and follows it. */
@ApplicationScoped
public class BackupJobs {
    private static final String JOB_LABEL = "batch.kubernetes.io/job-name";
    private static final int MESSAGE_LENGTH_MAX = 500;

    private final KubernetesClient client;
    private final Images images;

    BackupJobs(KubernetesClient client, Images images) {
        this.client = client;
        this.images = images;
    }

    /** Does what is next for a backup that is not finished, and says how far it is. */
    BackupStatus advance(MetaStoreBackup backup) {
        String namespace = backup.getMetadata().getNamespace();
        Optional<Job> job =
                Optional.ofNullable(
                        client.batch()
                                .v1()
                                .jobs()
                                .inNamespace(namespace)
                                .withName(Backups.jobName(backup))
                                .get());
        if (job.isEmpty()) {
            return begin(backup);
        }
        if (job.filter(present -> isOf(present, backup)).isEmpty()) {
            return status(
                    backup,
                    BackupPhase.Pending,
                    null,
                    "job %s belongs to somebody else; it must go first"
                            .formatted(Backups.jobName(backup)));
        }
        return follow(backup, job.get());
    }

    private static boolean isOf(Job job, MetaStoreBackup backup) {
        return job.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(backup.getMetadata().getUid()));
    }

    private BackupStatus begin(MetaStoreBackup backup) {
        MetaStoreCluster cluster =
                client.resources(MetaStoreCluster.class)
                        .inNamespace(backup.getMetadata().getNamespace())
                        .withName(backup.getSpec().clusterName())
                        .get();
        if (cluster == null) {
            return status(
                    backup,
                    BackupPhase.Pending,
                    null,
                    "there is no cluster " + backup.getSpec().clusterName());
        }
        client.resource(Backups.job(backup, cluster, images)).create();
        return status(backup, BackupPhase.Running, null, null);
    }

    private BackupStatus follow(MetaStoreBackup backup, Job job) {
        return switch (JobState.of(job)) {
            case RUNNING -> status(backup, BackupPhase.Running, null, null);
            case COMPLETE ->
                    status(
                            backup,
                            BackupPhase.Completed,
                            job.getStatus().getCompletionTime(),
                            null);
            case FAILED -> status(backup, BackupPhase.Failed, null, lastWords(job));
        };
    }

    private static BackupStatus status(
            MetaStoreBackup backup,
            BackupPhase phase,
            @Nullable String completedAt,
            @Nullable String message) {
        String file = Backups.file(backup);
        return new BackupStatus(phase, file, backup.getSpec().location(file), completedAt, message);
    }

    /** The end of what a pod of the job has written. */
    private String lastWords(Job job) {
        return client
                .pods()
                .inNamespace(job.getMetadata().getNamespace())
                .withLabel(JOB_LABEL, job.getMetadata().getName())
                .list()
                .getItems()
                .stream()
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .flatMap(container -> Optional.ofNullable(container.getState()).stream())
                .flatMap(state -> Optional.ofNullable(state.getTerminated()).stream())
                .map(ContainerStateTerminated::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .map(String::strip)
                .map(m -> m.substring(Math.max(0, m.length() - MESSAGE_LENGTH_MAX)))
                .findFirst()
                .orElseGet(() -> "see job " + job.getMetadata().getName());
    }
}
