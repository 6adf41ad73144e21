package io.metastore.app;

import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.metastore.app.config.NodeConfig;
import io.metastore.app.metrics.HealthMetrics;
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
import io.quarkus.grpc.GrpcService;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the HTTP side of the client port and puts it at its paths. */
@Singleton
final class HttpProducer {
    @Produces
    @Singleton
    NodeProbe probe(KvService kv, Leadership leadership) {
        return new ServiceProbe(kv, leadership);
    }

    @Produces
    @Singleton
    NodeChecks checks(NodeProbe probe) {
        return new NodeChecks(probe);
    }

    @Produces
    @Singleton
    HttpRoutes.NodeHealth health(NodeProbe probe, NodeChecks checks, MeterRegistry registry) {
        return new HttpRoutes.NodeHealth(probe, checks, new HealthMetrics(registry));
    }

    void mount(
            @Observes Router router,
            NodeConfig config,
            HttpRoutes.NodeHealth health,
            @GrpcService Instance<BindableService> services,
            @Any @GlobalInterceptor Instance<ServerInterceptor> interceptors) {
        Optional<GatewayMethods> gateway =
                config.http().gateway()
                        ? Optional.of(new GatewayMethods(definitions(services, interceptors)))
                        : Optional.empty();
        HttpRoutes.mount(
                router,
                new HttpRoutes.Parts(
                        new HttpAccess(Set.copyOf(config.http().corsOrigins()), Set.of("*")),
                        gateway,
                        GatewayLimits.ofRequestBytesMax(config.limits().requestBytesMax()),
                        health,
                        HttpProducer::versions));
    }

    private static List<ServerServiceDefinition> definitions(
            Instance<BindableService> services, Instance<ServerInterceptor> interceptors) {
        List<ServerInterceptor> ours =
                interceptors.stream()
                        .filter(each -> each.getClass().getName().startsWith("io.metastore."))
                        .toList();
        return services.stream()
                .map(service -> ServerInterceptors.intercept(service.bindService(), ours))
                .toList();
    }

    private static Versions versions() {
        return new Versions(
                MaintenanceService.ETCD_VERSION,
                MaintenanceService.CLUSTER_VERSION,
                MaintenanceService.CLUSTER_VERSION);
    }
}
