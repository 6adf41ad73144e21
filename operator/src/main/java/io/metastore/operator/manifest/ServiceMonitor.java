package io.metastore.operator.manifest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;

/**
 * What the operator sets of a resource of Prometheus' operator. A type of its own, as a source of
 * events of a kind known by name alone cannot be made where that kind is not installed.
 */
@Group(Monitoring.GROUP)
@Version(Monitoring.VERSION)
@Kind(Monitoring.KIND)
public final class ServiceMonitor extends CustomResource<ServiceMonitor.Spec, Void>
        implements Namespaced {
    private static final long serialVersionUID = 1L;

    /** Which services are read, and at which of their ports. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Spec(List<Endpoint> endpoints, LabelSelector selector) {}

    /** A port by its name. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Endpoint(String path, String port) {}
}
