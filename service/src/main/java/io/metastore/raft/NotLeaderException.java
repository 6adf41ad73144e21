package io.metastore.raft;

/** This member does not lead, and the entry was certainly not appended. */
public final class NotLeaderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotLeaderException(String message) {
        super(message);
    }

    public NotLeaderException(String message, Throwable cause) {
        super(message, cause);
    }
}
