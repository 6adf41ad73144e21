package io.metastore.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Which cluster is saved, and where to. */
@ValidationRule(value = "self == oldSelf", message = "a backup cannot be changed: make another one")
@ValidationRule(value = BackupPlace.ONE_PLACE, message = BackupPlace.ONE_PLACE_MESSAGE)
public record BackupSpec(
        @Required
                @Size(min = 1, max = MetaStoreCluster.NAME_LENGTH_MAX)
                @JsonPropertyDescription("The cluster, in the same namespace.")
                @Nullable String clusterName,
        @Size(min = 1, max = 253)
                @JsonPropertyDescription("Claim of the volume that the backup is written to.")
                @Nullable String claimName,
        @JsonPropertyDescription("Where the backup is written to instead of a claim.")
                @Nullable S3Storage s3,
        @Size(min = 1, max = 128)
                @Pattern("^[A-Za-z0-9_][A-Za-z0-9_.-]*$")
                @JsonPropertyDescription(
                        "File of the backup in that place, which is replaced if it exists; a name"
                                + " of its own when absent.")
                @Nullable String file)
        implements BackupPlace {}
