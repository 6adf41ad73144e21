package io.metastore.engine;

/** A snapshot that cannot be trusted: a wrong checksum, a missing end, an unknown format. */
public final class CorruptSnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorruptSnapshotException(String message) {
        super(message);
    }

    public CorruptSnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
