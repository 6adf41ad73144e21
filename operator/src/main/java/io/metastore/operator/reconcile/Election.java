package io.metastore.operator.reconcile;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Of several replicas of the operator one works and the others wait for its lease to end. */
@ApplicationScoped
public class Election {
    /** The lease lies in the namespace of the operator's pod. */
    private static final @Nullable String OWN_NAMESPACE = null;

    /**
     * Who loses the lease ends and is started again as one that waits. The builder of these
     * settings would have it go on: with its work, beside the next holder, and without ever
     * standing again.
     */
    private static final boolean ENDS_WITH_THE_LEASE = true;

    @Produces
    @Singleton
    LeaderElectionConfiguration election(OperatorConfig config) {
        return new LeaderElectionConfiguration(
                config.leaseName(),
                OWN_NAMESPACE,
                LeaderElectionConfiguration.LEASE_DURATION_DEFAULT_VALUE,
                LeaderElectionConfiguration.RENEW_DEADLINE_DEFAULT_VALUE,
                LeaderElectionConfiguration.RETRY_PERIOD_DEFAULT_VALUE,
                config.identity().orElse(null),
                null,
                ENDS_WITH_THE_LEASE);
    }
}
