package io.metastore.app.health;

import io.metastore.http.health.NodeChecks;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** The checks of {@code /livez} for the platform: the process is to be restarted when it fails. */
@Liveness
@Singleton
final class NodeLiveness implements AsyncHealthCheck {
    private final NodeChecks checks;

    NodeLiveness(NodeChecks checks) {
        this.checks = checks;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return PlatformCheck.of("livez", checks.livez());
    }
}
