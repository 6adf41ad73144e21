package io.metastore.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What the state is kept in, and the volume of each member. */
@ValidationRule(
        value =
                "has(self.storageClassName) == has(oldSelf.storageClassName) &&"
                        + " (!has(self.storageClassName) || self.storageClassName =="
                        + " oldSelf.storageClassName)",
        message = "storageClassName cannot be changed: make a new cluster from a backup")
@ValidationRule(
        value =
                "!has(self.size) || (isQuantity(self.size) &&"
                        + " quantity(self.size).compareTo(quantity('64Mi')) >= 0)",
        message = "size must be a quantity of at least 64Mi")
@ValidationRule(
        value =
                "!has(self.size) || !has(oldSelf.size) || !isQuantity(self.size) ||"
                        + " !isQuantity(oldSelf.size) ||"
                        + " quantity(self.size).compareTo(quantity(oldSelf.size)) >= 0",
        message = "size may grow, not shrink")
public record StorageSpec(
        @Default("memory")
                @JsonPropertyDescription(
                        "memory keeps the state on the heap, rocksdb on the volume.")
                @Nullable StorageEngine engine,
        @Default("10Gi")
                @Size(min = 1, max = 32)
                @JsonPropertyDescription(
                        "Size of each member's volume; may grow where the class allows it.")
                @Nullable String size,
        @Size(min = 1, max = 253)
                @JsonPropertyDescription("Class of the volumes; the default class when absent.")
                @Nullable String storageClassName,
        @Default("Delete")
                @JsonPropertyDescription("What becomes of a volume whose member was removed.")
                @Nullable VolumePolicy whenScaled,
        @Default("Retain")
                @JsonPropertyDescription("What becomes of the volumes when the cluster is deleted.")
                @Nullable VolumePolicy whenDeleted) {

    static final StorageSpec DEFAULT = new StorageSpec(null, null, null, null, null);

    private static final String SIZE = "10Gi";

    public StorageEngine engineOrDefault() {
        return engine == null ? StorageEngine.memory : engine;
    }

    public String sizeOrDefault() {
        return size == null ? SIZE : size;
    }

    public boolean deletesWhenScaled() {
        return whenScaled != VolumePolicy.Retain;
    }

    public boolean deletesWhenDeleted() {
        return whenDeleted == VolumePolicy.Delete;
    }
}
