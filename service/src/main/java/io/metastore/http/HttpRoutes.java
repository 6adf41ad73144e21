package io.metastore.http;

import io.metastore.http.gateway.GatewayHandler;
import io.metastore.http.gateway.GatewayLimits;
import io.metastore.http.gateway.GatewayMethods;
import io.metastore.http.health.ChecksHandler;
import io.metastore.http.health.HealthHandler;
import io.metastore.http.health.HealthObserver;
import io.metastore.http.health.NodeChecks;
import io.metastore.http.health.NodeProbe;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts what this side of the port serves at its paths. */
public final class HttpRoutes {
    /**
     * What the routes work with.
     *
     * @param gateway the methods to be called with JSON; empty when the gateway is switched off
     */
    public record Parts(
            HttpAccess access,
            Optional<GatewayMethods> gateway,
            GatewayLimits limits,
            NodeHealth health,
            Supplier<Versions> versions) {}

    /**
     * Whom health is asked of and who is told of it.
     *
     * @param checks those of the same member
     */
    public record NodeHealth(NodeProbe probe, NodeChecks checks, HealthObserver observer) {}

    private HttpRoutes() {}

    /**
     * Adds everything that belongs on the client port. The routes are bound to their paths, so that
     * a gRPC call never passes through one of them.
     */
    public static void mount(Router router, Parts parts) {
        Handler<RoutingContext> access = new AccessHandler(parts.access());
        for (String path : new String[] {"/v3*", "/version", "/health", "/livez*", "/readyz*"}) {
            router.route(path).handler(access);
        }
        router.route("/version").handler(new VersionHandler(parts.versions()));
        mountHealth(router, parts.health());
        parts.gateway()
                .map(methods -> new GatewayHandler(methods, parts.limits()))
                .ifPresent(gateway -> mountGateway(router, gateway));
    }

    /** Adds what may also be asked on a port for monitoring alone. */
    public static void mountHealth(Router router, NodeHealth health) {
        router.route("/health").handler(new HealthHandler(health.probe(), health.observer()));
        router.route("/livez*")
                .handler(new ChecksHandler("livez", health.checks().livez(), health.observer()));
        router.route("/readyz*")
                .handler(new ChecksHandler("readyz", health.checks().readyz(), health.observer()));
    }

    private static void mountGateway(Router router, GatewayHandler gateway) {
        router.route("/v3/*").handler(gateway);
        router.route("/v3beta/*").handler(gateway);
    }
}
