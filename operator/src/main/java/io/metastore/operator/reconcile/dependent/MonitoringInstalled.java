package io.metastore.operator.reconcile.dependent;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.manifest.Monitoring;
import io.metastore.operator.manifest.ServiceMonitor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether monitors are known to the API server and allowed to the operator. Asked once for each
 * namespace: an operator that is to use what was installed later is restarted.
 */
public final class MonitoringInstalled implements Condition<ServiceMonitor, MetaStoreCluster> {
    private final Map<String, Boolean> answers = new ConcurrentHashMap<>();

    @Override
    public boolean isMet(
            DependentResource<ServiceMonitor, MetaStoreCluster> dependent,
            MetaStoreCluster cluster,
            Context<MetaStoreCluster> context) {
        KubernetesClient client = context.getClient();
        return answers.computeIfAbsent(
                cluster.getMetadata().getNamespace(),
                namespace ->
                        client.supports(Monitoring.API_VERSION, Monitoring.KIND)
                                && isAllowed(client, namespace));
    }

    private static boolean isAllowed(KubernetesClient client, String namespace) {
        SelfSubjectAccessReview question =
                new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withGroup(Monitoring.GROUP)
                        .withResource("servicemonitors")
                        .withVerb("list")
                        .withNamespace(namespace)
                        .endResourceAttributes()
                        .endSpec()
                        .build();
        return client.resource(question).create().getStatus().getAllowed();
    }
}
