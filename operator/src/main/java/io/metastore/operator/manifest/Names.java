package io.metastore.operator.manifest;

import io.metastore.operator.api.MetaStoreCluster;
import java.util.Map;
import java.util.TreeMap;

/** Names, labels and addresses of everything that belongs to one cluster. */
public record Names(String namespace, String cluster) {
    public static final String MANAGER = "metastore-operator";
    public static final String INSTANCE_LABEL = "app.kubernetes.io/instance";
    public static final String MANAGED_BY_LABEL = "app.kubernetes.io/managed-by";
    public static final String COMPONENT_LABEL = "app.kubernetes.io/component";
    public static final String NAME_LABEL = "app.kubernetes.io/name";

    /** On pods: stands for everything in the template that they were made from. */
    public static final String TEMPLATE_ANNOTATION = "metastore.io/template";

    /** On claims: id of the member whose data the volume holds, in hexadecimal. */
    public static final String MEMBER_ANNOTATION = "metastore.io/member-id";

    /** On backups: the time in the schedule that they were made for. */
    public static final String DUE_ANNOTATION = "metastore.io/due";

    static final String VOLUME = "data";

    public static Names of(MetaStoreCluster cluster) {
        return new Names(cluster.getMetadata().getNamespace(), cluster.getMetadata().getName());
    }

    public String peerService() {
        return cluster + "-peers";
    }

    public String clientService() {
        return cluster + "-client";
    }

    /** Where clients of the same namespace or another find members that are ready. */
    String clientUrl() {
        return "http://%s.%s.svc:%d".formatted(clientService(), namespace, Ports.CLIENT);
    }

    public String metricsService() {
        return cluster + "-metrics";
    }

    public String joinList() {
        return cluster + "-join";
    }

    public String restoreJob() {
        return cluster + "-restore";
    }

    public String pod(int ordinal) {
        return cluster + "-" + ordinal;
    }

    /** What the names of the claims of all pods begin with. */
    public String claims() {
        return VOLUME + "-" + cluster;
    }

    public String claim(int ordinal) {
        return claims() + "-" + ordinal;
    }

    /** Stays the same when the pod moves; without the cluster's domain, which may be any. */
    public String host(int ordinal) {
        return host(pod(ordinal));
    }

    String host(String pod) {
        return "%s.%s.%s.svc".formatted(pod, peerService(), namespace);
    }

    public String peerUrl(int ordinal) {
        return "http://%s:%d".formatted(host(ordinal), Ports.PEER);
    }

    /** Keeps clusters apart that might reach each other. */
    String token() {
        return namespace + "/" + cluster;
    }

    /** What selects the pods of members. */
    public Map<String, String> selector() {
        // Sorted, because what is made of it must not differ from one start of the operator to
        // another.
        return new TreeMap<>(
                Map.of(
                        NAME_LABEL,
                        "metastore",
                        INSTANCE_LABEL,
                        cluster,
                        COMPONENT_LABEL,
                        "member"));
    }

    /** What everything that belongs to the cluster carries. */
    public Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        labels.put(NAME_LABEL, "metastore");
        labels.put(INSTANCE_LABEL, cluster);
        labels.put(MANAGED_BY_LABEL, MANAGER);
        return labels;
    }
}
