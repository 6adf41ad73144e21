package io.metastore.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.http.StubProbe;
import io.metastore.http.health.NodeChecks;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

final class PlatformCheckTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StubProbe probe = new StubProbe();
    private final NodeChecks checks = new NodeChecks(probe);

    @Test
    void member_is_up_when_every_check_passes() {
        HealthCheckResponse response = new NodeReadiness(checks).call().await().atMost(PATIENCE);

        assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(response.getData().orElseThrow())
                .containsOnlyKeys(
                        "data_corruption", "serializable_read", "linearizable_read", "non_learner");
    }

    @Test
    void member_without_a_majority_lives_and_is_not_ready() {
        probe.linearizableFailure = "etcdserver: request timed out";

        HealthCheckResponse ready = new NodeReadiness(checks).call().await().atMost(PATIENCE);
        HealthCheckResponse live = new NodeLiveness(checks).call().await().atMost(PATIENCE);

        assertThat(ready.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(ready.getData().orElseThrow())
                .containsEntry("linearizable_read", "etcdserver: request timed out");
        assertThat(live.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(live.getData()).contains(Map.of("serializable_read", "ok"));
    }
}
