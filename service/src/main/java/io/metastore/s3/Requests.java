package io.metastore.s3;

import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends requests. The SDK tries again by itself what it takes for transient; a connection that
 * breaks while a body is being sent it lets through as it is, and that is tried again here.
 */
final class Requests {
    private static final int TRIES_MAX = 4;
    private static final long PAUSE_MILLIS = 500;

    private final Explanations explanations;

    Requests(Explanations explanations) {
        this.explanations = explanations;
    }

    /**
     * Sends a request that may be sent more than once.
     *
     * @param permission what it needs, as policies call it
     * @throws ObjectStoreException when it fails for good
     */
    <T> T send(ObjectLocation location, String permission, Supplier<T> request) {
        for (int tries = 1; ; tries++) {
            try {
                return request.get();
            } catch (SdkException e) {
                throw explanations.of(location, permission, e);
            } catch (UncheckedIOException e) {
                if (tries == TRIES_MAX) {
                    throw explanations.of(location, e);
                }
                pause(location, tries * PAUSE_MILLIS);
            }
        }
    }

    private static void pause(ObjectLocation location, long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ObjectStoreException(location + ": interrupted", e);
        }
    }
}
