package io.metastore.lease;

import io.metastore.api.EtcdError;
import io.metastore.engine.Keyspace;
import io.metastore.engine.WriteBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes leases within one write batch. Confined to the apply thread. */
public final class LeaseWriter {
    private final LeaseStore store;
    private final WriteBatch batch;

    LeaseWriter(LeaseStore store, WriteBatch batch) {
        this.store = store;
        this.batch = batch;
    }

    /** Moves the lease clock forward to the stamp of an entry; an older stamp changes nothing. */
    public void moveClock(long stampMillis) {
        if (stampMillis > store.clockMillis()) {
            batch.put(Keyspace.META, LeaseRows.CLOCK, LeaseRows.longBytes(stampMillis));
            store.clockMoved(stampMillis);
        }
    }

    public boolean exists(long id) {
        return LeaseRows.find(batch, id) != null;
    }

    /**
     * Grants a lease from the present lease clock on.
     *
     * @throws io.metastore.api.EtcdException when the id is taken
     */
    public Lease grant(long id, long ttlSeconds) {
        if (exists(id)) {
            throw EtcdError.LEASE_EXISTS.exception();
        }
        Lease lease = Lease.granted(id, ttlSeconds, store.clockMillis());
        set(null, lease);
        return lease;
    }

    /** Takes over a lease that was granted elsewhere, with what is left of it there. */
    public void restore(long id, long ttlSeconds, long remainingMillis) {
        set(null, new Lease(id, ttlSeconds, store.clockMillis() + remainingMillis));
    }

    /** Grants the full time anew; null when there is no such lease. */
    public @Nullable Lease keepAlive(long id) {
        Lease before = LeaseRows.find(batch, id);
        if (before == null) {
            return null;
        }
        Lease after = before.renewed(store.clockMillis());
        if (!after.equals(before)) {
            set(before, after);
        }
        return after;
    }

    /** Whether the lease exists and is past its expiry at the present lease clock. */
    public boolean isExpired(long id) {
        Lease lease = LeaseRows.find(batch, id);
        return lease != null && lease.remainingMillis(store.clockMillis()) <= 0;
    }

    /**
     * Removes a lease with its attachments.
     *
     * @return the keys that were attached, ascending; deleting them is the caller's part
     * @throws io.metastore.api.EtcdException when there is no such lease
     */
    public List<byte[]> revoke(long id) {
        Lease lease = LeaseRows.find(batch, id);
        if (lease == null) {
            throw EtcdError.LEASE_NOT_FOUND.exception();
        }
        List<byte[]> keys = LeaseRows.attachedKeys(batch, id);
        for (byte[] key : keys) {
            detach(id, key);
        }
        batch.delete(Keyspace.LEASE, LeaseRows.leaseKey(id));
        store.replaced(lease, null);
        return keys;
    }

    /** Attaches a key to a lease; id 0 is no lease. */
    public void attach(long id, byte[] key) {
        if (id != 0) {
            batch.put(Keyspace.LEASE, LeaseRows.attachmentKey(id, key), LeaseRows.EMPTY);
        }
    }

    /** Detaches a key from a lease; id 0 is no lease. */
    public void detach(long id, byte[] key) {
        if (id != 0) {
            batch.delete(Keyspace.LEASE, LeaseRows.attachmentKey(id, key));
        }
    }

    private void set(@Nullable Lease before, Lease after) {
        batch.put(Keyspace.LEASE, LeaseRows.leaseKey(after.id()), LeaseRows.encode(after));
        store.replaced(before, after);
    }
}
