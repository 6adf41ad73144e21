package io.metastore.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a user asks for. */
@ValidationRule(
        value = "self.replicas % 2 == 1",
        message = "replicas must be 1, 3, 5 or 7: an even number survives no more failures")
@ValidationRule(
        value = "!(has(self.image) && has(self.version))",
        message = "give either image or version, not both")
@ValidationRule(
        value =
                "has(self.restore) == has(oldSelf.restore) && (!has(self.restore) || self.restore =="
                        + " oldSelf.restore)",
        message = "restore is read when a cluster is made and cannot be changed afterwards")
@ValidationRule(
        value =
                "!has(self.quota) || (isQuantity(self.quota) &&"
                        + " quantity(self.quota).isGreaterThan(quantity('0')))",
        message = "quota must be a size such as 2Gi")
@ValidationRule(
        value = "!has(self.options) || self.options.all(k, k.matches('^[a-z][a-z0-9-]{0,62}$'))",
        message = "options are named like flags, without the dashes in front")
@ValidationRule(
        value = "!has(self.options) || !self.options.exists(k, k in " + Options.RESERVED + ")",
        message = "the operator sets names, URLs, directories, storage and quota itself")
public record ClusterSpec(
        @Required
                @Min(1)
                @Max(7)
                @Default("3")
                @SpecReplicas
                @JsonPropertyDescription("Members of the cluster: 1, 3, 5 or 7.")
                @Nullable Integer replicas,
        @Size(min = 1, max = 512)
                @JsonPropertyDescription("Image of the members instead of the operator's default.")
                @Nullable String image,
        @Pattern("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$")
                @JsonPropertyDescription("Tag of the operator's default image.")
                @Nullable String version,
        @JsonPropertyDescription("What the state is kept in, and the volume of each member.")
                @Default("{}")
                @Nullable StorageSpec storage,
        @JsonPropertyDescription("Requests and limits of each member.")
                @Nullable ResourceRequirements resources,
        @Size(min = 1, max = 32)
                @JsonPropertyDescription(
                        "Size of the state at which writes are refused, such as 2Gi.")
                @Nullable String quota,
        @Size(max = 64)
                @JsonPropertyDescription("Further settings of the members, named like their flags.")
                @Nullable Map<String, String> options,
        @JsonPropertyDescription("What differs in the pods from the operator's template.")
                @Nullable PodOverrides pod,
        @Default("OneByOne")
                @JsonPropertyDescription(
                        "OneByOne restarts members when their template changed, the leader last."
                                + " OnDelete leaves it to the user to delete pods.")
                @Nullable UpdateStrategy updateStrategy,
        @Default("true")
                @JsonPropertyDescription(
                        "Whether only members of the cluster and the operator may reach the peer port.")
                @Nullable Boolean networkPolicy,
        @JsonPropertyDescription("Backups that the operator makes by a schedule.")
                @Nullable BackupSchedule backup,
        @JsonPropertyDescription("The backup that a new cluster begins with.")
                @Nullable RestoreSource restore,
        @Default("false") @JsonPropertyDescription("Whether the operator leaves the cluster alone.")
                @Nullable Boolean paused) {

    /** Members when nothing is said. */
    public static final int REPLICAS = 3;

    public int replicasOrDefault() {
        return replicas == null ? REPLICAS : replicas;
    }

    public StorageSpec storageOrDefault() {
        return storage == null ? StorageSpec.DEFAULT : storage;
    }

    public Map<String, String> optionsOrEmpty() {
        return options == null ? Map.of() : options;
    }

    public PodOverrides podOrNone() {
        return pod == null ? PodOverrides.NONE : pod;
    }

    public boolean rollsOneByOne() {
        return updateStrategy != UpdateStrategy.OnDelete;
    }

    public boolean hasNetworkPolicy() {
        return networkPolicy == null || networkPolicy;
    }

    public boolean isPaused() {
        return paused != null && paused;
    }
}
