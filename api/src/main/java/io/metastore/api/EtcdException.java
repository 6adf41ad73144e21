package io.metastore.api;

import java.io.Serial;

/**
 * A request ended with an error the client is meant to see. It carries no stack trace: it is an
 * expected answer, and its place of origin says nothing the table does not.
 */
public final class EtcdException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final EtcdError error;

    /** An exception whose message is exactly the text of {@code error}. */
    public EtcdException(EtcdError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    /** The row of the table this exception stands for. */
    public EtcdError error() {
        return error;
    }
}
