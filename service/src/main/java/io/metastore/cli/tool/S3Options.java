package io.metastore.cli.tool;

import io.metastore.s3.ObjectStore;
import io.metastore.s3.StoreSettings;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command reaches S3, when it is given an {@code s3://} address; AWS's own variables. */
final class S3Options {
    @Option(
            names = "--s3-endpoint",
            paramLabel = "<url>",
            description =
                    "For s3:// addresses: where S3 is, if not at AWS (AWS_ENDPOINT_URL_S3,"
                            + " AWS_ENDPOINT_URL).")
    private @Nullable URI endpoint;

    @Option(
            names = "--s3-region",
            paramLabel = "<name>",
            description = "Region of the bucket (AWS_REGION, AWS_DEFAULT_REGION).")
    private @Nullable String region;

    @Option(
            names = "--s3-force-path-style",
            negatable = true,
            description =
                    "Put the bucket into the path of requests, not into the name of the host;"
                            + " without it, only with an endpoint.")
    private @Nullable Boolean forcePathStyle;

    ObjectStore open() {
        if (endpoint != null && (endpoint.getHost() == null || !isHttp(endpoint))) {
            throw new ToolUsageException(
                    "--s3-endpoint %s: give a URL such as https://s3.example.com"
                            .formatted(endpoint));
        }
        return ObjectStore.open(new StoreSettings(endpoint, region, forcePathStyle));
    }

    private static boolean isHttp(URI url) {
        return "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    }
}
