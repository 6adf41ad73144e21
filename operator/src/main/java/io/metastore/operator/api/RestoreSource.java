package io.metastore.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The backup that a new cluster begins with. */
@ValidationRule(value = BackupPlace.ONE_PLACE, message = BackupPlace.ONE_PLACE_MESSAGE)
public record RestoreSource(
        @Size(min = 1, max = 253) @JsonPropertyDescription("Claim of the volume with the backup.")
                @Nullable String claimName,
        @JsonPropertyDescription("Where the backup is instead of a claim.") @Nullable S3Storage s3,
        @Required
                @Size(min = 1, max = 255)
                @Pattern("^[A-Za-z0-9_][A-Za-z0-9_./-]*$")
                @JsonPropertyDescription("File of the backup in that place.")
                @Nullable String file)
        implements BackupPlace {}
