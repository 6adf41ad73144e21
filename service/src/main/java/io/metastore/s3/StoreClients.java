package io.metastore.s3;

import java.time.Duration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Makes the SDK's client for what was asked for. */
final class StoreClients {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** A store may take its time before it answers, above all to the last request of an upload. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

    private StoreClients() {}

    static S3Client client(StoreSettings settings) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECT_TIMEOUT)
                                        .socketTimeout(SILENCE_MAX))
                        .region(region(settings))
                        .forcePathStyle(settings.isPathStyle())
                        // Each part is signed as a whole: not every store knows signed chunks.
                        .serviceConfiguration(
                                S3Configuration.builder().chunkedEncodingEnabled(false).build())
                        // Parts carry an MD5 instead, which every store has understood for ever.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (settings.endpoint() == null) {
            builder.crossRegionAccessEnabled(true);
        } else {
            builder.endpointOverride(settings.endpoint());
        }
        return builder.build();
    }

    /** Stores other than AWS rarely have regions, and AWS says which one a bucket is in. */
    private static Region region(StoreSettings settings) {
        if (settings.region() != null) {
            return Region.of(settings.region());
        }
        try {
            return new AwsRegionProviderChain(
                            new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion();
        } catch (SdkClientException nothingNamesOne) {
            return Region.US_EAST_1;
        }
    }
}
