package io.metastore.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What differs in the pods of members from the operator's template. */
public record PodOverrides(
        @JsonPropertyDescription("Labels in addition to the operator's.")
                @Nullable Map<String, String> labels,
        @JsonPropertyDescription("Annotations in addition to the operator's.")
                @Nullable Map<String, String> annotations,
        @Nullable Map<String, String> nodeSelector,
        @Nullable List<Toleration> tolerations,
        @JsonPropertyDescription(
                        "Replaces the operator's rule that members prefer different nodes.")
                @Nullable Affinity affinity,
        @JsonPropertyDescription("Replaces the operator's spread over zones.")
                @Nullable List<TopologySpreadConstraint> topologySpreadConstraints,
        @Nullable String priorityClassName,
        @Nullable String serviceAccountName,
        @Nullable List<LocalObjectReference> imagePullSecrets,
        @JsonPropertyDescription("Replaces the security context of the pod, not of its container.")
                @Nullable PodSecurityContext securityContext,
        @Min(0) @Max(3600) @Nullable Long terminationGracePeriodSeconds,
        @JsonPropertyDescription("Options of the JVM, such as -Xmx2g.")
                @Nullable String javaOptions,
        @JsonPropertyDescription("Variables in addition to the operator's.")
                @Nullable List<EnvVar> env) {

    static final PodOverrides NONE =
            new PodOverrides(
                    null, null, null, null, null, null, null, null, null, null, null, null, null);
}
