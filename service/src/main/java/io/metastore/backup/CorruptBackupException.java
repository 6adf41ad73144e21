package io.metastore.backup;

/** A backup that cannot be trusted: a wrong digest, or rows that nobody has written like that. */
public final class CorruptBackupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorruptBackupException(String message) {
        super(message);
    }

    public CorruptBackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
