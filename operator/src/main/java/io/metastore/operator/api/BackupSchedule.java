package io.metastore.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Backups that are made again and again. */
@ValidationRule(value = BackupPlace.ONE_PLACE, message = BackupPlace.ONE_PLACE_MESSAGE)
public record BackupSchedule(
        @Required
                @Size(min = 9, max = 128)
                @Pattern(CronFields.PATTERN)
                @JsonPropertyDescription(
                        "When, in UTC: minute, hour, day of the month, month, day of the week, as"
                                + " cron has them.")
                @Nullable String schedule,
        @Size(min = 1, max = 253)
                @JsonPropertyDescription("Claim of the volume that backups are written to.")
                @Nullable String claimName,
        @JsonPropertyDescription("Where backups are written to instead of a claim.")
                @Nullable S3Storage s3,
        @Min(1) @Max(100) @Default("7") @JsonPropertyDescription("Complete backups that are kept.")
                @Nullable Integer keep)
        implements BackupPlace {

    private static final int KEEP = 7;

    public int keepOrDefault() {
        return keep == null ? KEEP : keep;
    }
}
