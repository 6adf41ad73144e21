package io.metastore.app.health;

import io.metastore.http.health.CheckResult;
import io.metastore.http.health.NodeCheck;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Several checks of the member as one answer for the platform. */
final class PlatformCheck {
    private PlatformCheck() {}

    /** Up when every check passes; each check's outcome is among the data. */
    static Uni<HealthCheckResponse> of(String name, List<NodeCheck> checks) {
        List<Uni<CheckResult>> results =
                checks.stream().map(check -> Uni.createFrom().completionStage(check::run)).toList();
        return Uni.join().all(results).andFailFast().map(all -> response(name, checks, all));
    }

    private static HealthCheckResponse response(
            String name, List<NodeCheck> checks, List<CheckResult> results) {
        var response = HealthCheckResponse.named(name);
        boolean up = true;
        for (int i = 0; i < results.size(); i++) {
            CheckResult result = results.get(i);
            up &= result.ok();
            response.withData(checks.get(i).name(), result.ok() ? "ok" : result.reason());
        }
        return response.status(up).build();
    }
}
