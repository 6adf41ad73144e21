package io.metastore.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A volume that holds backups. */
public record BackupVolume(
        @Required
                @Size(min = 1, max = 253)
                @JsonPropertyDescription("Claim in the namespace of the cluster.")
                @Nullable String claimName) {}
