package io.metastore.s3;

/** A request to S3 failed; the message is for the user and says what to do. */
public final class ObjectStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ObjectStoreException(String message, Throwable cause) {
        super(message, cause);
    }

    ObjectStoreException(String message) {
        super(message);
    }
}
