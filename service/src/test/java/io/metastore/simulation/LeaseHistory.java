package io.metastore.simulation;

import io.metastore.engine.View;
import io.metastore.lease.LeaseStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When each lease began and ended, against what clients were promised. Ids are never used twice.
 */
final class LeaseHistory {
    private final Map<Long, Long> begun = new TreeMap<>();
    private final Map<Long, Long> ended = new TreeMap<>();
    private final Map<Long, Long> promised = new TreeMap<>();
    private final Map<Long, Long> revoked = new TreeMap<>();

    /** An entry that names leases has been applied to the state. */
    void applied(long nowMillis, View state, List<Long> named) {
        for (long id : named) {
            boolean exists = LeaseStore.find(state, id) != null;
            if (exists) {
                begun.putIfAbsent(id, nowMillis);
            } else if (begun.containsKey(id) && ended.putIfAbsent(id, nowMillis) == null) {
                check(id);
            }
        }
    }

    /** A client may revoke the lease from now on; it may end early then. */
    void revoking(long id, long nowMillis) {
        revoked.putIfAbsent(id, nowMillis);
    }

    /** A client was told, for a request that it had sent at a time, that the lease lives on. */
    void promised(long id, long sentMillis, long ttlSeconds) {
        promised.merge(id, sentMillis + ttlSeconds * 1000, Math::max);
        check(id);
    }

    private void check(long id) {
        Long end = ended.get(id);
        Long promise = promised.get(id);
        if (end != null && promise != null && end < promise && !revoked.containsKey(id)) {
            throw new AssertionError(
                    "lease %d expired at %d ms, promised until %d ms".formatted(id, end, promise));
        }
    }

    boolean hasBegun(long id) {
        return begun.containsKey(id);
    }

    boolean hasEnded(long id) {
        return ended.containsKey(id);
    }
}
