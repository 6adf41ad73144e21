package io.metastore.operator.reconcile;

import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.metastore.operator.api.BackupPhase;
import io.metastore.operator.api.BackupSchedule;
import io.metastore.operator.api.BackupStatus;
import io.metastore.operator.api.LastBackup;
import io.metastore.operator.api.MetaStoreBackup;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.backup.BackupPlan;
import io.metastore.operator.backup.BackupStep;
import io.metastore.operator.backup.CronSchedule;
import io.metastore.operator.backup.ScheduledBackup;
import io.metastore.operator.manifest.Backups;
import io.metastore.operator.manifest.Names;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has scheduled backups made and forgotten. */
@ApplicationScoped
public class BackupKeeper {
    private final KubernetesClient client;
    private final Clock clock;

    BackupKeeper(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** All backups of a cluster, whoever asked for them. */
    List<MetaStoreBackup> of(MetaStoreCluster cluster) {
        String name = cluster.getMetadata().getName();
        return backups(cluster).list().getItems().stream()
                .filter(backup -> name.equals(backup.getSpec().clusterName()))
                .toList();
    }

    /**
     * Does what the schedule asks for at this time.
     *
     * @param present all backups of the cluster
     */
    void keep(MetaStoreCluster cluster, List<MetaStoreBackup> present) {
        @Nullable BackupSchedule wanted = cluster.getSpec().backup();
        if (wanted == null) {
            return;
        }
        BackupPlan plan =
                new BackupPlan(
                        cluster.getMetadata().getName(),
                        CronSchedule.parse(String.valueOf(wanted.schedule())),
                        wanted.keepOrDefault());
        List<ScheduledBackup> scheduled =
                present.stream().flatMap(backup -> scheduled(backup).stream()).toList();
        plan.steps(scheduled, clock.instant()).forEach(step -> take(step, cluster));
    }

    /** The newest of them that is complete. */
    static Optional<LastBackup> newest(List<MetaStoreBackup> backups) {
        return backups.stream()
                .filter(backup -> state(backup.getStatus()) == ScheduledBackup.State.COMPLETED)
                .max(
                        Comparator.comparing(
                                backup -> String.valueOf(backup.getStatus().completedAt())))
                .map(
                        backup ->
                                new LastBackup(
                                        backup.getMetadata().getName(),
                                        backup.getSpec().claimName(),
                                        backup.getStatus().file(),
                                        backup.getStatus().location(),
                                        backup.getStatus().completedAt()));
    }

    private NonNamespaceOperation<
                    MetaStoreBackup,
                    KubernetesResourceList<MetaStoreBackup>,
                    Resource<MetaStoreBackup>>
            backups(MetaStoreCluster cluster) {
        return client.resources(MetaStoreBackup.class)
                .inNamespace(cluster.getMetadata().getNamespace());
    }

    private static Optional<ScheduledBackup> scheduled(MetaStoreBackup backup) {
        Map<String, String> annotations = backup.getMetadata().getAnnotations();
        return Optional.ofNullable(annotations)
                .map(all -> all.get(Names.DUE_ANNOTATION))
                .map(
                        due ->
                                new ScheduledBackup(
                                        backup.getMetadata().getName(),
                                        Instant.parse(due),
                                        Backups.file(backup),
                                        state(backup.getStatus())));
    }

    private static ScheduledBackup.State state(@Nullable BackupStatus status) {
        if (status == null || !status.hasEnded()) {
            return ScheduledBackup.State.UNFINISHED;
        }
        return status.phase() == BackupPhase.Completed
                ? ScheduledBackup.State.COMPLETED
                : ScheduledBackup.State.FAILED;
    }

    private void take(BackupStep step, MetaStoreCluster cluster) {
        if (step instanceof BackupStep.Forget forget) {
            backups(cluster).withName(forget.name()).delete();
        } else if (step instanceof BackupStep.Make make) {
            make(make, cluster);
        }
    }

    private void make(BackupStep.Make make, MetaStoreCluster cluster) {
        MetaStoreBackup backup = Backups.scheduled(cluster, make.name(), make.due(), make.file());
        try {
            client.resource(backup).create();
        } catch (KubernetesClientException e) {
            // Somebody's own backup of that name is as good.
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }
}
