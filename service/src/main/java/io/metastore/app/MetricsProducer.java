package io.metastore.app;

import io.grpc.ServiceDescriptor;
import io.metastore.api.etcdserverpb.AuthGrpc;
import io.metastore.api.etcdserverpb.ClusterGrpc;
import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.LeaseGrpc;
import io.metastore.api.etcdserverpb.MaintenanceGrpc;
import io.metastore.api.etcdserverpb.WatchGrpc;
import io.metastore.api.healthpb.HealthGrpc;
import io.metastore.api.v3electionpb.ElectionGrpc;
import io.metastore.api.v3lockpb.LockGrpc;
import io.metastore.app.metrics.MemberFacts;
import io.metastore.app.metrics.NodeHistograms;
import io.metastore.app.metrics.NodeMetrics;
import io.metastore.app.metrics.ProcessMetrics;
import io.metastore.app.metrics.RpcMetrics;
import io.metastore.node.MaintenanceService;
import io.metastore.node.Node;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes what is measured. */
@Singleton
final class MetricsProducer {
    private static final List<ServiceDescriptor> SERVICES =
            List.of(
                    KVGrpc.getServiceDescriptor(),
                    WatchGrpc.getServiceDescriptor(),
                    LeaseGrpc.getServiceDescriptor(),
                    ClusterGrpc.getServiceDescriptor(),
                    MaintenanceGrpc.getServiceDescriptor(),
                    AuthGrpc.getServiceDescriptor(),
                    LockGrpc.getServiceDescriptor(),
                    ElectionGrpc.getServiceDescriptor(),
                    HealthGrpc.getServiceDescriptor());

    @Produces
    @Singleton
    @GlobalInterceptor
    RpcMetrics rpcMetrics(MeterRegistry registry) {
        return new RpcMetrics(registry, SERVICES);
    }

    @Produces
    @Singleton
    NodeHistograms histograms(MeterRegistry registry) {
        return new NodeHistograms(registry);
    }

    /** Registers the figures of the node, which nothing else asks for. */
    void start(@Observes StartupEvent event, NodeMetrics metrics) {}

    @Produces
    @Singleton
    NodeMetrics nodeMetrics(MeterRegistry registry, Node node) {
        ProcessMetrics.register(registry);
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
