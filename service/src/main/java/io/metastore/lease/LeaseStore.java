package io.metastore.lease;

import io.metastore.engine.Engine;
import io.metastore.engine.View;
import io.metastore.engine.WriteBatch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * The leases of the applied state, and their order of expiry.
 *
 * <p>Time is a value of the replicated state here: the lease clock, which only log entries move.
 * The leader stamps its entries from a clock that continues the replicated one, so a lease never
 * expires early on any member, and a new leader starts from what is left of it.
 *
 * <p>Writers are the apply thread; the order of expiry may be read by any thread.
 */
public final class LeaseStore {
    private final Engine engine;
    private final ConcurrentSkipListSet<Lease> byExpiry =
            new ConcurrentSkipListSet<>(Lease.BY_EXPIRY);
    private volatile long clockMillis;

    public LeaseStore(Engine engine) {
        this.engine = engine;
        reload();
    }

    /** Starts over from what the engine holds, after its state has been replaced. */
    public void reload() {
        byExpiry.clear();
        byExpiry.addAll(LeaseRows.all(engine));
        clockMillis = LeaseRows.clock(engine);
    }

    /** The changes of one log entry. */
    public LeaseWriter write(WriteBatch batch) {
        return new LeaseWriter(this, batch);
    }

    /** The lease clock as last moved by the log, in milliseconds since the cluster began. */
    public long clockMillis() {
        return clockMillis;
    }

    /** Ids of leases past their expiry at the given clock, soonest first, at most {@code max}. */
    public List<Long> expired(long atClockMillis, int max) {
        List<Long> ids = new ArrayList<>();
        for (Iterator<Lease> it = byExpiry.iterator(); it.hasNext() && ids.size() < max; ) {
            Lease lease = it.next();
            if (lease.remainingMillis(atClockMillis) > 0) {
                break;
            }
            ids.add(lease.id());
        }
        return ids;
    }

    public boolean isEmpty() {
        return byExpiry.isEmpty();
    }

    /** All leases, soonest expiry first; weakly consistent. */
    public Iterable<Lease> leases() {
        return byExpiry;
    }

    /** The lease of that id in a state, or null. */
    public static @Nullable Lease find(View view, long id) {
        return LeaseRows.find(view, id);
    }

    /** Every lease of a state, ascending by id as an unsigned number. */
    public static List<Lease> all(View view) {
        return LeaseRows.all(view);
    }

    /** The lease clock of a state. */
    public static long clockMillis(View view) {
        return LeaseRows.clock(view);
    }

    /** The user keys attached to a lease in a state, ascending. */
    public static List<byte[]> attachedKeys(View view, long id) {
        return LeaseRows.attachedKeys(view, id);
    }

    void replaced(@Nullable Lease before, @Nullable Lease after) {
        if (before != null) {
            byExpiry.remove(before);
        }
        if (after != null) {
            byExpiry.add(after);
        }
    }

    void clockMoved(long millis) {
        clockMillis = millis;
    }
}
