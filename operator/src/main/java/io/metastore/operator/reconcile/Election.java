package io.metastore.operator.reconcile;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Of several replicas of the operator one works and the others wait for its lease to end. */
@ApplicationScoped
public class Election {
    @Produces
    @Singleton
    LeaderElectionConfiguration election(OperatorConfig config) {
        LeaderElectionConfigurationBuilder election =
                LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(config.leaseName());
        config.identity().ifPresent(election::withIdentity);
        return election.build();
    }
}
