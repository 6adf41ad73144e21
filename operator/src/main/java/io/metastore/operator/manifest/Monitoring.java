package io.metastore.operator.manifest;

import io.fabric8.kubernetes.api.model.LabelSelector;
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

    public static ServiceMonitor serviceMonitor(MetaStoreCluster cluster) {
        Names names = Names.of(cluster);
        Map<String, String> selected = new TreeMap<>(names.labels());
        selected.put(Names.COMPONENT_LABEL, "metrics");
        ServiceMonitor monitor = new ServiceMonitor();
        monitor.setMetadata(Owner.metadata(cluster, names.cluster()));
        monitor.setSpec(
                new ServiceMonitor.Spec(
                        List.of(new ServiceMonitor.Endpoint("/metrics", "metrics")),
                        new LabelSelector(null, selected)));
        return monitor;
    }
}
