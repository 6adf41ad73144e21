package io.metastore.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How far a backup is. */
public record BackupStatus(
        @Nullable BackupPhase phase,
        @JsonPropertyDescription("File of the backup in its place.") @Nullable String file,
        @JsonPropertyDescription("Where the backup is: pvc://claim/file or s3://bucket/key.")
                @Nullable String location,
        @JsonPropertyDescription("When the file was complete.") @Nullable String completedAt,
        @JsonPropertyDescription("What it waits for, or why it failed.") @Nullable String message) {

    /** Whether nothing more happens to the backup. */
    public boolean hasEnded() {
        return phase == BackupPhase.Completed || phase == BackupPhase.Failed;
    }
}
