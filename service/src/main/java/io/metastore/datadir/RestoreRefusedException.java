package io.metastore.datadir;

/** A backup is not restored, for a reason that the user can do something about. */
public final class RestoreRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RestoreRefusedException(String message) {
        super(message);
    }
}
