package io.metastore.s3;

import java.io.UncheckedIOException;
import java.net.URI;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Puts into words why a request failed, and what to do about it. */
final class Explanations {
    private static final String CREDENTIALS =
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE for ~/.aws/credentials";
    private static final int FORBIDDEN = 403;
    private static final int CAUSES_MAX = 10;

    private final String store;

    Explanations(StoreSettings settings) {
        URI endpoint = settings.endpoint();
        this.store = endpoint == null ? "S3" : endpoint.toString();
    }

    /**
     * The failure for the user.
     *
     * @param permission what the request needs, as policies call it
     */
    ObjectStoreException of(ObjectLocation location, String permission, SdkException failure) {
        String words =
                failure instanceof AwsServiceException refused
                        ? refused(location, permission, refused)
                        : unanswered(failure);
        return new ObjectStoreException(location + ": " + words, failure);
    }

    /** The failure of a connection for the user. */
    ObjectStoreException of(ObjectLocation location, UncheckedIOException failure) {
        return new ObjectStoreException(location + ": " + unreachable(failure), failure);
    }

    private String refused(
            ObjectLocation location, String permission, AwsServiceException failure) {
        String code = code(failure);
        return switch (code) {
            case "NoSuchBucket" ->
                    "there is no bucket \"%s\" at %s; make it first"
                            .formatted(location.bucket(), store);
            case "NoSuchKey" -> "there is no such object at " + store;
            case "InvalidRange" -> "the object is empty";
            case "PreconditionFailed" -> "the object changed while it was read; try again";
            case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
                    "%s does not accept the credentials (%s); %s"
                            .formatted(store, code, CREDENTIALS);
            case "ExpiredToken", "InvalidToken", "TokenRefreshRequired" ->
                    "%s does not accept the session token (%s); get new credentials"
                            .formatted(store, code);
            case "AccessDenied", "AllAccessDisabled" ->
                    "access denied by %s; the credentials need %s on this object, and s3:ListBucket on the bucket"
                            .formatted(store, permission);
            case "RequestTimeTooSkewed" ->
                    "the clock of this machine differs too much from that of " + store;
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraint" ->
                    "the bucket is in another region; name it with --s3-region or AWS_REGION (%s)"
                            .formatted(failure.awsErrorDetails().errorMessage());
            default -> other(failure, code);
        };
    }

    private static String code(AwsServiceException failure) {
        var details = failure.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private String other(AwsServiceException failure, String code) {
        String hint = failure.statusCode() == FORBIDDEN ? "; check the credentials" : "";
        String message =
                failure.awsErrorDetails() == null
                                || failure.awsErrorDetails().errorMessage() == null
                        ? ""
                        : ": " + failure.awsErrorDetails().errorMessage();
        return "%s refused the request with HTTP status %d%s%s%s"
                .formatted(
                        store,
                        failure.statusCode(),
                        code.isEmpty() ? "" : " " + code,
                        message,
                        hint);
    }

    /** Nothing came back; the reason is somewhere below what the SDK says. */
    private String unanswered(SdkException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("Unable to load credentials")) {
            return "there are no credentials for %s; %s".formatted(store, CREDENTIALS);
        }
        return failure.getCause() == null ? message : unreachable(failure);
    }

    private String unreachable(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < CAUSES_MAX; depth++) {
            cause = cause.getCause();
        }
        return "cannot reach %s: %s; check --s3-endpoint or AWS_ENDPOINT_URL_S3"
                .formatted(store, reason(cause));
    }

    private static String reason(Throwable cause) {
        if (cause instanceof java.net.UnknownHostException) {
            return "no such host: " + cause.getMessage();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
