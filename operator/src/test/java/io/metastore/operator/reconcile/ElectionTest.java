package io.metastore.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ElectionTest {
    @Test
    void who_loses_the_lease_ends() {
        LeaderElectionConfiguration election = new Election().election(new Named("pod-1"));

        assertThat(election.isExitOnStopLeading()).isTrue();
        assertThat(election.getLeaseName()).isEqualTo("a-lease");
        assertThat(election.getIdentity()).contains("pod-1");
    }

    private record Named(String name) implements OperatorConfig {
        @Override
        public String imageRepository() {
            return "images";
        }

        @Override
        public String imageVersion() {
            return "1";
        }

        @Override
        public String leaseName() {
            return "a-lease";
        }

        @Override
        public Optional<String> identity() {
            return Optional.of(name);
        }
    }
}
