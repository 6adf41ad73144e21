package io.metastore.operator.manifest;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.metastore.operator.api.ClusterSpec;
import io.metastore.operator.api.MetaStoreCluster;
import io.metastore.operator.api.PodOverrides;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The one container of a member's pod. */
final class MemberContainer {
    static final String NAME = "metastore";
    static final String TEMPORARY = "tmp";

    static final String MOUNT = "/var/lib/metastore";

    /** Below the mount, which may hold a lost+found of its own. */
    static final String DATA_DIRECTORY = MOUNT + "/data";

    /** Half an hour: a member reads its snapshot and replays its log before it serves. */
    private static final int START_TRIES_MAX = 900;

    private MemberContainer() {}

    static Container of(MetaStoreCluster cluster, Images images) {
        ClusterSpec spec = cluster.getSpec();
        return new ContainerBuilder()
                .withName(NAME)
                .withImage(images.of(spec))
                .withArgs(args(cluster))
                .withEnv(env(cluster))
                .withPorts(
                        port("client", Ports.CLIENT),
                        port("peer", Ports.PEER),
                        port("metrics", Ports.METRICS))
                .withResources(spec.resources())
                .withSecurityContext(security())
                .withStartupProbe(probe("/livez", 2, START_TRIES_MAX))
                .withLivenessProbe(probe("/livez", 10, 6))
                .withReadinessProbe(probe("/readyz", 2, 3))
                .withVolumeMounts(
                        new VolumeMountBuilder()
                                .withName(Names.VOLUME)
                                .withMountPath(MOUNT)
                                .build(),
                        new VolumeMountBuilder().withName(TEMPORARY).withMountPath("/tmp").build())
                .build();
    }

    private static List<String> args(MetaStoreCluster cluster) {
        ClusterSpec spec = cluster.getSpec();
        Names names = Names.of(cluster);
        String host = names.host("$(POD_NAME)");
        List<String> args = new ArrayList<>();
        args.add("server");
        args.add("--name=$(POD_NAME)");
        args.add("--data-dir=" + DATA_DIRECTORY);
        args.add("--storage=" + spec.storageOrDefault().engineOrDefault());
        args.add("--listen-client-urls=http://0.0.0.0:" + Ports.CLIENT);
        args.add("--advertise-client-urls=http://%s:%d".formatted(host, Ports.CLIENT));
        args.add("--listen-peer-urls=http://0.0.0.0:" + Ports.PEER);
        args.add("--initial-advertise-peer-urls=http://%s:%d".formatted(host, Ports.PEER));
        args.add("--listen-metrics-urls=http://0.0.0.0:" + Ports.METRICS);
        args.add("--initial-cluster=$(JOIN_MEMBERS)");
        args.add("--initial-cluster-state=$(JOIN_STATE)");
        args.add("--initial-cluster-token=" + names.token());
        if (spec.quota() != null) {
            args.add("--quota-backend-bytes=" + bytes(spec.quota()));
        }
        new TreeMap<>(spec.optionsOrEmpty())
                .forEach((option, value) -> args.add("--%s=%s".formatted(option, value)));
        return args;
    }

    static long bytes(String quantity) {
        return Quantity.getAmountInBytes(new Quantity(quantity)).longValue();
    }

    private static List<EnvVar> env(MetaStoreCluster cluster) {
        PodOverrides pod = cluster.getSpec().podOrNone();
        String joinList = Names.of(cluster).joinList();
        List<EnvVar> env = new ArrayList<>();
        env.add(
                new EnvVarBuilder()
                        .withName("POD_NAME")
                        .withNewValueFrom()
                        .withNewFieldRef("v1", "metadata.name")
                        .endValueFrom()
                        .build());
        env.add(fromJoinList("JOIN_MEMBERS", JoinLists.MEMBERS, joinList));
        env.add(fromJoinList("JOIN_STATE", JoinLists.STATE, joinList));
        if (pod.javaOptions() != null) {
            // Read after the image's own options, which those of JAVA_TOOL_OPTIONS come before.
            env.add(
                    new EnvVarBuilder()
                            .withName("_JAVA_OPTIONS")
                            .withValue(pod.javaOptions())
                            .build());
        }
        if (pod.env() != null) {
            env.addAll(pod.env());
        }
        return env;
    }

    private static EnvVar fromJoinList(String name, String key, String joinList) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewConfigMapKeyRef(key, joinList, false)
                .endValueFrom()
                .build();
    }

    private static ContainerPort port(String name, int number) {
        return new ContainerPortBuilder()
                .withName(name)
                .withProtocol("TCP")
                .withContainerPort(number)
                .build();
    }

    private static Probe probe(String path, int periodSeconds, int failuresMax) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withNewPort("metrics")
                .withScheme("HTTP")
                .endHttpGet()
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(5)
                .withSuccessThreshold(1)
                .withFailureThreshold(failuresMax)
                .build();
    }

    static SecurityContext security() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withRunAsNonRoot(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }
}
