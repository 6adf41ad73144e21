package io.metastore.app;

import io.metastore.app.metrics.MemberFacts;
import io.metastore.app.metrics.NodeHistograms;
import io.metastore.app.metrics.NodeMetrics;
import io.metastore.app.metrics.SpaceMetrics;
import io.metastore.node.MaintenanceService;
import io.metastore.node.Node;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes what is measured. */
@Singleton
final class MetricsProducer {
    @Produces
    @Singleton
    NodeHistograms histograms(MeterRegistry registry) {
        return new NodeHistograms(registry);
    }

    /** Registers the figures of the node, which nothing else asks for. */
    void start(@Observes StartupEvent event, NodeMetrics metrics, SpaceMetrics space) {}

    @Produces
    @Singleton
    SpaceMetrics spaceMetrics(MeterRegistry registry, Node node) {
        return new SpaceMetrics(registry, new NodeSpaceFigures(node));
    }

    @Produces
    @Singleton
    NodeMetrics nodeMetrics(MeterRegistry registry, Node node) {
        NodeFigures figures = new NodeFigures(node);
        String clusterVersion =
                MaintenanceService.CLUSTER_VERSION.substring(
                        0, MaintenanceService.CLUSTER_VERSION.lastIndexOf('.'));
        MemberFacts facts =
                new MemberFacts(
                        node.identity().memberId(),
                        MaintenanceService.ETCD_VERSION,
                        clusterVersion,
                        List.of());
        return new NodeMetrics(registry, new NodeMetrics.Sources(facts, figures, figures, figures));
    }
}
