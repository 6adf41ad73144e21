package io.metastore.app.health;

import io.metastore.http.health.NodeChecks;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The checks of {@code /readyz} for the platform: no requests are to be sent to the member when it
 * fails.
 */
@Readiness
@Singleton
final class NodeReadiness implements AsyncHealthCheck {
    private final NodeChecks checks;

    NodeReadiness(NodeChecks checks) {
        this.checks = checks;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return PlatformCheck.of("readyz", checks.readyz());
    }
}
