package io.metastore.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The newest complete backup of a cluster. */
public record LastBackup(
        @JsonPropertyDescription("The MetaStoreBackup.") @Nullable String name,
        @Nullable String claimName,
        @Nullable String file,
        @JsonPropertyDescription("Where it is: pvc://claim/file or s3://bucket/key.")
                @Nullable String location,
        @Nullable String completedAt) {}
