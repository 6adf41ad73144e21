package io.metastore.api;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What a failed request looks like on the wire. All methods may be called from any thread. */
public final class GrpcErrors {
    private GrpcErrors() {}

    /**
     * The status a call that failed with {@code failure} is closed with: that of the table for an
     * {@link EtcdException}, its own for a gRPC exception, and {@code UNKNOWN} with the failure's
     * text for everything else. The wrappers of futures are looked through.
     */
    public static Status toStatus(Throwable failure) {
        Throwable cause = unwrap(failure);
        if (cause instanceof EtcdException known) {
            return known.error().toStatus();
        }
        if (cause instanceof StatusRuntimeException status) {
            return status.getStatus();
        }
        if (cause instanceof StatusException status) {
            return status.getStatus();
        }
        String text = cause.getMessage();
        return Status.UNKNOWN
                .withDescription(text == null ? cause.toString() : text)
                .withCause(cause);
    }

    /**
     * The same as an exception; one that is a {@link StatusRuntimeException} comes back as it is.
     */
    public static StatusRuntimeException toStatusRuntimeException(Throwable failure) {
        Throwable cause = unwrap(failure);
        return cause instanceof StatusRuntimeException status
                ? status
                : toStatus(cause).asRuntimeException(Status.trailersFromThrowable(cause));
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable inner = failure;
        while (inner instanceof CompletionException || inner instanceof ExecutionException) {
            Throwable cause = inner.getCause();
            if (cause == null) {
                return inner;
            }
            inner = cause;
        }
        return inner;
    }
}
