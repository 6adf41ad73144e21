package io.metastore.operator.api;

import org.jspecify.annotations.Nullable;

/** Names where backups are: either a claim or S3, as the schema makes sure. */
public sealed interface BackupPlace permits BackupSchedule, BackupSpec, RestoreSource {
    /** What the schema demands of those that name a place. */
    String ONE_PLACE = "has(self.claimName) != has(self.s3)";

    String ONE_PLACE_MESSAGE = "give either claimName or s3: a backup is in one place";

    @Nullable String claimName();

    @Nullable S3Storage s3();

    /** Where a file is, for users. */
    default String location(String file) {
        S3Storage bucket = s3();
        return bucket == null ? "pvc://%s/%s".formatted(claimName(), file) : bucket.address(file);
    }
}
