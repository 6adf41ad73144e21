package io.metastore.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator saw last and what it is doing. */
public record ClusterStatus(
        @JsonPropertyDescription("Generation of the specification that this is about.")
                @Nullable Long observedGeneration,
        @StatusReplicas @JsonPropertyDescription("Pods that exist.") @Nullable Integer replicas,
        @JsonPropertyDescription("Voting members that answer.") @Nullable Integer readyReplicas,
        @LabelSelector @JsonPropertyDescription("Selects the pods.") @Nullable String selector,
        @JsonPropertyDescription("Id of the cluster in hexadecimal.") @Nullable String clusterId,
        @JsonPropertyDescription("Oldest version that a member runs.") @Nullable String version,
        @JsonPropertyDescription("Name of the leader.") @Nullable String leader,
        @JsonPropertyDescription("What the operator does or waits for.") @Nullable String step,
        @JsonPropertyDescription("The newest complete backup.") @Nullable LastBackup lastBackup,
        @Nullable List<MemberStatus> members,
        @Nullable List<Condition> conditions) {}
