package io.metastore.lease;

import java.util.Comparator;

/**
 * A lease as of one point of the log.
 *
 * @param id chosen by client or node; any value but 0
 * @param ttlSeconds the time granted, and granted anew by each keepalive
 * @param expiryMillis when it ends, on the lease clock
 */
public record Lease(long id, long ttlSeconds, long expiryMillis) {
    /** Soonest expiry first. */
    static final Comparator<Lease> BY_EXPIRY =
            Comparator.comparingLong(Lease::expiryMillis).thenComparingLong(Lease::id);

    /** Milliseconds left at the given lease clock; negative once it is past. */
    public long remainingMillis(long clockMillis) {
        return expiryMillis - clockMillis;
    }

    Lease renewed(long clockMillis) {
        return granted(id, ttlSeconds, clockMillis);
    }

    static Lease granted(long id, long ttlSeconds, long clockMillis) {
        return new Lease(id, ttlSeconds, clockMillis + ttlSeconds * 1000);
    }
}
