package io.metastore.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Room for backups in S3, or in what speaks its protocol. */
public record S3Storage(
        @Required
                @Size(min = 3, max = 255)
                @Pattern("^[A-Za-z0-9][A-Za-z0-9._-]*$")
                @JsonPropertyDescription("The bucket, which must exist.")
                @Nullable String bucket,
        @Size(min = 1, max = 512)
                @Pattern("^[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_.-]+)*/?$")
                @JsonPropertyDescription("What stands before the names of files, as a directory.")
                @Nullable String prefix,
        @Size(min = 1, max = 512)
                @Pattern("^https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9_./-]*)?$")
                @JsonPropertyDescription(
                        "Where S3 is, such as https://s3.example.com; AWS when absent.")
                @Nullable String endpoint,
        @Size(min = 1, max = 64)
                @Pattern("^[A-Za-z0-9-]+$")
                @JsonPropertyDescription("The region of the bucket.")
                @Nullable String region,
        @JsonPropertyDescription(
                        "Whether the bucket stands in the path of requests and not in the name of"
                                + " the host; when absent, it does with an endpoint.")
                @Nullable Boolean forcePathStyle,
        @Size(min = 1, max = 253)
                @JsonPropertyDescription(
                        "Secret in the same namespace with the keys AWS_ACCESS_KEY_ID and"
                                + " AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN if there is one."
                                + " When absent, the identity of the pod's service account.")
                @Nullable String credentialsSecret) {

    /** The address of a file, as the tools take it. */
    String address(String file) {
        String directory = prefix == null ? "" : prefix.endsWith("/") ? prefix : prefix.concat("/");
        return "s3://%s/%s%s".formatted(bucket, directory, file);
    }
}
