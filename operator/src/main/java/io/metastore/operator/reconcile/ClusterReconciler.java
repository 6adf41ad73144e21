package io.metastore.operator.reconcile;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Workflow;
import io.javaoperatorsdk.operator.api.reconciler.dependent.Dependent;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.metastore.operator.api.ClusterStatus;
import io.metastore.operator.api.MetaStoreBackup;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.manifest.Names;
import io.metastore.operator.member.MemberCallException;
import io.metastore.operator.plan.Decision;
import io.metastore.operator.plan.Planner;
import io.metastore.operator.reconcile.dependent.ClientService;
import io.metastore.operator.reconcile.dependent.DisruptionBudget;
import io.metastore.operator.reconcile.dependent.MetricsMonitor;
import io.metastore.operator.reconcile.dependent.MetricsService;
import io.metastore.operator.reconcile.dependent.MonitoringInstalled;
import io.metastore.operator.reconcile.dependent.PeerPolicy;
import io.metastore.operator.reconcile.dependent.PeerPolicyWanted;
import io.metastore.operator.reconcile.dependent.PeerService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps one cluster as its specification says: looks, decides, takes at most one step, reports. */
@Workflow(
        explicitInvocation = true,
        dependents = {
            @Dependent(type = PeerService.class),
            @Dependent(type = ClientService.class),
            @Dependent(type = MetricsService.class),
            @Dependent(type = DisruptionBudget.class),
            @Dependent(type = PeerPolicy.class, reconcilePrecondition = PeerPolicyWanted.class),
            @Dependent(type = MetricsMonitor.class, activationCondition = MonitoringInstalled.class)
        })
@ControllerConfiguration(name = ClusterReconciler.NAME)
@GradualRetry(
        maxAttempts = Retries.UNBOUNDED,
        initialInterval = Retries.FIRST_MILLIS,
        maxInterval = Retries.MAX_MILLIS)
public final class ClusterReconciler implements Reconciler<MetaStoreCluster> {
    static final String NAME = "metastorecluster";

    /** After a step the world is looked at again almost at once. */
    private static final Duration AFTER_STEP = Duration.ofMillis(200);

    private static final Duration WHILE_WAITING = Duration.ofSeconds(1);
    private static final Duration WHILE_SETTLED = Duration.ofSeconds(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(3);

    private final WorldReader worldReader;
    private final StepTaker stepTaker;
    private final BackupKeeper backupKeeper;
    private final Reporter reporter;

    ClusterReconciler(
            WorldReader worldReader,
            StepTaker stepTaker,
            BackupKeeper backupKeeper,
            Reporter reporter) {
        this.worldReader = worldReader;
        this.stepTaker = stepTaker;
        this.backupKeeper = backupKeeper;
        this.reporter = reporter;
    }

    @Override
    public List<EventSource<?, MetaStoreCluster>> prepareEventSources(
            EventSourceContext<MetaStoreCluster> context) {
        return List.of(
                watching(StatefulSet.class, context),
                watching(Pod.class, context),
                watching(PersistentVolumeClaim.class, context),
                watching(ConfigMap.class, context),
                watching(Job.class, context),
                backups(context));
    }

    private static EventSource<MetaStoreBackup, MetaStoreCluster> backups(
            EventSourceContext<MetaStoreCluster> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(MetaStoreBackup.class, MetaStoreCluster.class)
                        .withNamespacesInheritedFromController()
                        .withSecondaryToPrimaryMapper(
                                backup ->
                                        Set.of(
                                                new ResourceID(
                                                        backup.getSpec().clusterName(),
                                                        backup.getMetadata().getNamespace())))
                        .build(),
                context);
    }

    private static <T extends HasMetadata> EventSource<T, MetaStoreCluster> watching(
            Class<T> type, EventSourceContext<MetaStoreCluster> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, MetaStoreCluster.class)
                        .withLabelSelector(Names.NAME_LABEL + "=metastore," + Names.INSTANCE_LABEL)
                        .withNamespacesInheritedFromController()
                        .withSecondaryToPrimaryMapper(
                                resource ->
                                        Set.of(
                                                new ResourceID(
                                                        resource.getMetadata()
                                                                .getLabels()
                                                                .get(Names.INSTANCE_LABEL),
                                                        resource.getMetadata().getNamespace())))
                        .build(),
                context);
    }

    @Override
    public UpdateControl<MetaStoreCluster> reconcile(
            MetaStoreCluster cluster, Context<MetaStoreCluster> context) {
        if (cluster.getMetadata().getDeletionTimestamp() != null) {
            return UpdateControl.noUpdate();
        }
        if (!cluster.getSpec().isPaused()) {
            context.managedWorkflowAndDependentResourceContext().reconcileManagedWorkflow();
        }
        Sighting sighting = worldReader.look(cluster);
        Outcome outcome = act(Planner.next(sighting.world()), cluster, sighting);
        List<MetaStoreBackup> backups = backupKeeper.of(cluster);
        if (sighting.entries().isPresent() && !cluster.getSpec().isPaused()) {
            backupKeeper.keep(cluster, backups);
        }
        ClusterStatus status =
                reporter.report(cluster, sighting, outcome, BackupKeeper.newest(backups));
        return answer(cluster, status).rescheduleAfter(pause(outcome));
    }

    private Outcome act(Decision decision, MetaStoreCluster cluster, Sighting sighting) {
        if (!(decision instanceof Decision.Act act)) {
            return new Outcome(decision, Optional.empty());
        }
        try {
            stepTaker.take(act.step(), cluster, sighting);
            return new Outcome(decision, Optional.empty());
        } catch (MemberCallException | KubernetesClientException e) {
            return new Outcome(decision, Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private static UpdateControl<MetaStoreCluster> answer(
            MetaStoreCluster cluster, ClusterStatus status) {
        if (status.equals(cluster.getStatus())) {
            return UpdateControl.noUpdate();
        }
        return UpdateControl.patchStatus(StatusPatch.of(new MetaStoreCluster(), cluster, status));
    }

    private static Duration pause(Outcome outcome) {
        if (outcome.failure().isPresent()) {
            return AFTER_FAILURE;
        }
        if (outcome.decision() instanceof Decision.Act) {
            return AFTER_STEP;
        }
        return outcome.progresses() ? WHILE_WAITING : WHILE_SETTLED;
    }
}
