package io.metastore.operator.reconcile;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.metastore.operator.api.BackupPhase;
import io.metastore.operator.api.BackupStatus;
import io.metastore.operator.api.MetaStoreBackup;
import io.metastore.operator.manifest.Backups;
import io.metastore.operator.manifest.Names;
import java.time.Duration;
import java.util.List;

/** Makes one backup, once. */
@ControllerConfiguration(name = BackupReconciler.NAME)
@GradualRetry(
        maxAttempts = Retries.UNBOUNDED,
        initialInterval = Retries.FIRST_MILLIS,
        maxInterval = Retries.MAX_MILLIS)
public final class BackupReconciler implements Reconciler<MetaStoreBackup> {
    static final String NAME = "metastorebackup";

    private static final Duration WHILE_UNFINISHED = Duration.ofSeconds(10);

    private final BackupJobs jobs;
    private final Events events;

    BackupReconciler(BackupJobs jobs, Events events) {
        this.jobs = jobs;
        this.events = events;
    }

    @Override
    public List<EventSource<?, MetaStoreBackup>> prepareEventSources(
            EventSourceContext<MetaStoreBackup> context) {
        // Jobs lead to their backups by their owner.
        return List.of(
                new InformerEventSource<>(
                        InformerEventSourceConfiguration.from(Job.class, MetaStoreBackup.class)
                                .withLabelSelector(Names.COMPONENT_LABEL + "=" + Backups.COMPONENT)
                                .withNamespacesInheritedFromController()
                                .build(),
                        context));
    }

    @Override
    public UpdateControl<MetaStoreBackup> reconcile(
            MetaStoreBackup backup, Context<MetaStoreBackup> context) {
        BackupStatus before = backup.getStatus();
        boolean finished = before != null && before.hasEnded();
        if (finished || backup.getMetadata().getDeletionTimestamp() != null) {
            return UpdateControl.noUpdate();
        }
        BackupStatus status = jobs.advance(backup);
        if (status.equals(before)) {
            return UpdateControl.<MetaStoreBackup>noUpdate().rescheduleAfter(WHILE_UNFINISHED);
        }
        tell(backup, status);
        return UpdateControl.patchStatus(StatusPatch.of(new MetaStoreBackup(), backup, status))
                .rescheduleAfter(WHILE_UNFINISHED);
    }

    private void tell(MetaStoreBackup backup, BackupStatus status) {
        boolean failed = status.phase() == BackupPhase.Failed;
        String text =
                "%s of cluster %s%s"
                        .formatted(
                                status.location(),
                                backup.getSpec().clusterName(),
                                status.message() == null ? "" : ": " + status.message());
        events.tell(backup, "Backup" + status.phase(), text, failed);
    }
}
