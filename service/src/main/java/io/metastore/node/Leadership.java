package io.metastore.node;

import io.metastore.api.EtcdError;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Who leads, as this member knows it, for everybody who has to ask. Written by the apply thread,
 * read by any.
 */
public final class Leadership {
    /** Told of each change; called on the apply thread and must not block. */
    @FunctionalInterface
    interface Listener {
        void changed(Leader leader);
    }

    /**
     * @param memberId the leader, 0 when none is known
     * @param self whether it is this member, and it has applied every entry of former terms
     */
    public record Leader(long memberId, long term, boolean self) {}

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final LongSupplier nanoTime;
    private final long electionTimeoutNanos;
    private volatile Leader leader = new Leader(0, 0, false);
    private volatile long electedNanos;
    private final AtomicLong changes = new AtomicLong();

    Leadership(LongSupplier nanoTime, long electionTimeoutMillis) {
        this.nanoTime = nanoTime;
        this.electionTimeoutNanos = electionTimeoutMillis * 1_000_000;
        this.electedNanos = nanoTime.getAsLong() - 2 * electionTimeoutNanos;
    }

    public Leader leader() {
        return leader;
    }

    public boolean isKnown() {
        return leader.memberId() != 0;
    }

    public boolean isSelf() {
        return leader.self();
    }

    /** How often a leader has been seen to take over. */
    public long changesSeen() {
        return changes.get();
    }

    void onChange(Listener listener) {
        listeners.add(listener);
    }

    void set(Leader next) {
        Leader before = leader;
        if (next.equals(before)) {
            return;
        }
        if (next.memberId() != 0 && next.memberId() != before.memberId()) {
            electedNanos = nanoTime.getAsLong();
            changes.incrementAndGet();
        }
        leader = next;
        listeners.forEach(listener -> listener.changed(next));
    }

    /**
     * The error for a request that began at the given time and got no answer: one that began while
     * the leader before the present one was being missed says so.
     */
    EtcdError timeoutOf(long startNanos) {
        long elected = electedNanos;
        boolean afterLoss = startNanos - (elected - 2 * electionTimeoutNanos) > 0;
        boolean beforeElection = startNanos - elected < 0;
        return afterLoss && beforeElection
                ? EtcdError.TIMEOUT_DUE_TO_LEADER_FAIL
                : EtcdError.TIMEOUT;
    }
}
