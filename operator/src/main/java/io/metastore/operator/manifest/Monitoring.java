package io.metastore.operator.manifest;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.metastore.operator.api.MetaStoreCluster;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Prometheus' operator reads, where it is installed. */
public final class Monitoring {
    public static final String GROUP = "monitoring.coreos.com";
    public static final String VERSION = "v1";
    public static final String API_VERSION = GROUP + "/" + VERSION;
    public static final String KIND = "ServiceMonitor";

    private Monitoring() {}

    public static GenericKubernetesResource serviceMonitor(MetaStoreCluster cluster) {
        Names names = Names.of(cluster);
        Map<String, String> selected = new TreeMap<>(names.labels());
        selected.put(Names.COMPONENT_LABEL, "metrics");
        Map<String, Object> endpoint = new TreeMap<>(Map.of("port", "metrics", "path", "/metrics"));
        Map<String, Object> spec = new TreeMap<>();
        spec.put("selector", Map.of("matchLabels", selected));
        spec.put("endpoints", List.of(endpoint));
        GenericKubernetesResource monitor = new GenericKubernetesResource();
        monitor.setApiVersion(API_VERSION);
        monitor.setKind(KIND);
        monitor.setMetadata(Owner.metadata(cluster, names.cluster()));
        monitor.setAdditionalProperty("spec", spec);
        return monitor;
    }
}
