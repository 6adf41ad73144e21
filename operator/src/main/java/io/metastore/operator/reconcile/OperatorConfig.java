package io.metastore.operator.reconcile;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings of the operator. */
@ConfigMapping(prefix = "metastore.operator")
public interface OperatorConfig {
    /** Where images of members come from when a cluster names none, without a tag. */
    @WithDefault("metastore/metastore-service")
    String imageRepository();

    /** Tag of that image when a cluster names none. */
    @WithDefault("latest")
    String imageVersion();

    /** Name of the lease that replicas of the operator elect their leader with. */
    @WithDefault("metastore-operator")
    String leaseName();

    /**
     * By what this replica is known as the holder of the lease; any name when absent. A container
     * that is restarted under its former identity need not wait for its own lease to end.
     */
    Optional<String> identity();
}
