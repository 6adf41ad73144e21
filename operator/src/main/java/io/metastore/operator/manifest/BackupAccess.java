package io.metastore.operator.manifest;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.metastore.operator.api.BackupPlace;
import io.metastore.operator.api.S3Storage;
import io.metastore.operator.manifest.ToolJobs.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a tool gets at a backup.
 *
 * @param address what the tool is given as the snapshot
 * @param options what it has to know besides; nothing that is secret
 */
record BackupAccess(
        String address, List<String> options, List<EnvVar> variables, List<Mount> mounts) {
    private static final String VOLUME = "backup";
    private static final String DIRECTORY = "/backup";

    static BackupAccess to(BackupPlace place, String file, boolean readOnly) {
        S3Storage bucket = place.s3();
        if (bucket != null) {
            return new BackupAccess(
                    place.location(file), options(bucket), credentials(bucket), List.of());
        }
        return new BackupAccess(
                DIRECTORY + "/" + file,
                List.of(),
                List.of(),
                List.of(new Mount(VOLUME, DIRECTORY, place.claimName(), readOnly)));
    }

    private static List<String> options(S3Storage bucket) {
        List<String> options = new ArrayList<>();
        if (bucket.endpoint() != null) {
            options.add("--s3-endpoint=" + bucket.endpoint());
        }
        if (bucket.region() != null) {
            options.add("--s3-region=" + bucket.region());
        }
        if (bucket.forcePathStyle() != null) {
            options.add(
                    bucket.forcePathStyle() ? "--s3-force-path-style" : "--no-s3-force-path-style");
        }
        return options;
    }

    private static List<EnvVar> credentials(S3Storage bucket) {
        String secret = bucket.credentialsSecret();
        return secret == null
                ? List.of()
                : List.of(
                        fromSecret(secret, "AWS_ACCESS_KEY_ID", false),
                        fromSecret(secret, "AWS_SECRET_ACCESS_KEY", false),
                        fromSecret(secret, "AWS_SESSION_TOKEN", true));
    }

    private static EnvVar fromSecret(String secret, String key, boolean optional) {
        return new EnvVarBuilder()
                .withName(key)
                .withNewValueFrom()
                .withNewSecretKeyRef(key, secret, optional ? Boolean.TRUE : null)
                .endValueFrom()
                .build();
    }

    /** A list with what belongs behind it. */
    static <T> List<T> joined(List<T> first, List<T> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }
}
