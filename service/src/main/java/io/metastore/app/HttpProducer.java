package io.metastore.app;

import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.LeaseGrpc;
import io.metastore.app.config.NodeConfig;
import io.metastore.app.health.KvProbe;
import io.metastore.app.metrics.HealthMetrics;
import io.metastore.app.metrics.NodeHistograms;
import io.metastore.app.metrics.ProcessMetrics;
import io.metastore.app.metrics.RequestDurations;
import io.metastore.app.metrics.RpcMetrics;
import io.metastore.http.HttpAccess;
import io.metastore.http.HttpRoutes;
import io.metastore.http.Versions;
import io.metastore.http.gateway.GatewayLimits;
import io.metastore.http.gateway.GatewayMethods;
import io.metastore.http.health.NodeChecks;
import io.metastore.http.health.NodeProbe;
import io.metastore.node.KvService;
import io.metastore.node.Leadership;
import io.metastore.node.MaintenanceService;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes what the HTTP side of the client port works with, and what is measured at the edge. */
@Singleton
final class HttpProducer {
    @Produces
    @Singleton
    NodeProbe probe(KvService kv, MaintenanceService maintenance, Leadership leadership) {
        return new KvProbe(kv, maintenance, leadership);
    }

    @Produces
    @Singleton
    NodeChecks checks(NodeProbe probe) {
        return new NodeChecks(probe);
    }

    @Produces
    @Singleton
    HealthMetrics healthMetrics(MeterRegistry registry) {
        ProcessMetrics.register(registry);
        return new HealthMetrics(registry);
    }

    @Produces
    @Singleton
    @GlobalInterceptor
    RpcMetrics rpcMetrics(MeterRegistry registry, @Any Instance<BindableService> services) {
        return new RpcMetrics(
                registry,
                services.stream()
                        .map(service -> service.bindService().getServiceDescriptor())
                        .toList());
    }

    @Produces
    @Singleton
    @GlobalInterceptor
    RequestDurations requestDurations(NodeHistograms histograms) {
        return new RequestDurations(
                histograms,
                List.of(KVGrpc.getServiceDescriptor(), LeaseGrpc.getServiceDescriptor()),
                System::nanoTime);
    }

    @Produces
    @Singleton
    GatewayMethods gatewayMethods(
            @Any Instance<BindableService> services,
            @GlobalInterceptor Instance<ServerInterceptor> interceptors) {
        List<ServerInterceptor> passed = interceptors.stream().toList();
        List<ServerServiceDefinition> definitions =
                services.stream()
                        .map(service -> ServerInterceptors.intercept(service, passed))
                        .toList();
        return new GatewayMethods(definitions);
    }

    @Produces
    @Singleton
    HttpRoutes.Parts parts(
            NodeConfig config,
            GatewayMethods methods,
            NodeProbe probe,
            NodeChecks checks,
            HealthMetrics observer) {
        Versions versions =
                new Versions(
                        MaintenanceService.ETCD_VERSION,
                        MaintenanceService.CLUSTER_VERSION,
                        MaintenanceService.CLUSTER_VERSION);
        return new HttpRoutes.Parts(
                new HttpAccess(
                        Set.copyOf(config.http().corsOrigins()), Set.copyOf(config.http().hosts())),
                config.http().gateway() ? Optional.of(methods) : Optional.empty(),
                GatewayLimits.ofRequestBytesMax(config.limits().requestBytesMax()),
                new HttpRoutes.NodeHealth(probe, checks, observer),
                () -> versions);
    }

    /** Further client URLs pass through all that the platform does before its routes. */
    @Produces
    @Singleton
    ExtraListeners listeners(
            Vertx vertx, NodeConfig config, ClientPortOptions options, HttpRoutes.Parts parts) {
        return new ExtraListeners(
                vertx,
                config.urls(),
                options::copy,
                VertxHttpRecorder.getRootHandler(),
                parts.health());
    }
}
