package io.metastore.operator.manifest;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.metastore.operator.api.MetaStoreCluster;

/** The three services of a cluster. */
public final class Services {
    private static final String NO_ADDRESS = "None";

    private Services() {}

    /** Names for members, also before they are ready: they become ready by reaching each other. */
    public static Service peers(MetaStoreCluster cluster) {
        Names names = Names.of(cluster);
        return new ServiceBuilder()
                .withMetadata(Owner.metadata(cluster, names.peerService()))
                .withNewSpec()
                .withClusterIP(NO_ADDRESS)
                .withPublishNotReadyAddresses(true)
                .withSelector(names.selector())
                .withPorts(port("peer", Ports.PEER), port("client", Ports.CLIENT))
                .endSpec()
                .build();
    }

    /** One address for clients, with the members behind it that are ready. */
    public static Service clients(MetaStoreCluster cluster) {
        Names names = Names.of(cluster);
        return new ServiceBuilder()
                .withMetadata(Owner.metadata(cluster, names.clientService()))
                .withNewSpec()
                .withType("ClusterIP")
                .withSelector(names.selector())
                .withPorts(port("client", Ports.CLIENT))
                .endSpec()
                .build();
    }

    /** Every member by itself, for who collects metrics. */
    public static Service metrics(MetaStoreCluster cluster) {
        Names names = Names.of(cluster);
        Service service =
                new ServiceBuilder()
                        .withMetadata(Owner.metadata(cluster, names.metricsService()))
                        .withNewSpec()
                        .withClusterIP(NO_ADDRESS)
                        .withPublishNotReadyAddresses(true)
                        .withSelector(names.selector())
                        .withPorts(port("metrics", Ports.METRICS))
                        .endSpec()
                        .build();
        service.getMetadata().getLabels().put(Names.COMPONENT_LABEL, "metrics");
        return service;
    }

    private static ServicePort port(String name, int number) {
        return new ServicePortBuilder()
                .withName(name)
                .withProtocol("TCP")
                .withPort(number)
                .withNewTargetPort(name)
                .build();
    }
}
