package io.metastore.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** Backups made again and again. */
public record BackupSchedule(
        @Required
                @Pattern("^\\S+ \\S+ \\S+ \\S+ \\S+$")
                @JsonPropertyDescription(
                        "When, as in cron: minute, hour, day, month, weekday; UTC.")
                @Nullable String schedule,
        @Min(1)
                @Max(100)
                @Default("7")
                @JsonPropertyDescription("How many finished backups of the schedule are kept.")
                @Nullable Integer keep,
        @Required @JsonPropertyDescription("Where backups go.")
                @Nullable BackupVolume destination) {}
