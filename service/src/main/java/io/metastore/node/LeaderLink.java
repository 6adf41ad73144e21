package io.metastore.node;

import io.metastore.apply.Entry;
import io.metastore.raft.Consensus;
import io.metastore.raft.PeerHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Brings entries to the leader: into the own log when this member leads, over the peer port
 * otherwise; and takes those that other members send here. The leader stamps the lease clock.
 */
final class LeaderLink implements EntrySender, PeerHandler {
    private static final byte[] DONE = {};

    private final Supplier<Consensus> consensus;
    private final Leadership leadership;
    private final LeaseClock clock;
    private final long timeoutMillis;

    LeaderLink(
            Supplier<Consensus> consensus,
            Leadership leadership,
            LeaseClock clock,
            long timeoutMillis) {
        this.consensus = consensus;
        this.leadership = leadership;
        this.clock = clock;
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public CompletionStage<Void> send(byte[] entry) {
        if (leadership.isSelf()) {
            return append(entry);
        }
        if (!leadership.isKnown()) {
            return CompletableFuture.failedFuture(new IllegalStateException("no leader is known"));
        }
        return consensus.get().callLeader(entry, timeoutMillis).thenApply(answer -> null);
    }

    @Override
    public CompletionStage<byte[]> handle(byte[] entry) {
        if (!leadership.isSelf()) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("this member does not lead"));
        }
        return append(entry).thenApply(done -> DONE);
    }

    private CompletionStage<Void> append(byte[] entry) {
        Entry.stamp(entry, clock.nowMillis());
        return consensus.get().propose(entry);
    }
}
