package io.metastore.node;

import io.metastore.raft.Consensus;
import io.metastore.raft.ConsensusStatus;
import io.metastore.raft.GroupChange;
import io.metastore.raft.GroupConfiguration;
import io.metastore.raft.NotLeaderException;
import io.metastore.raft.Peer;
import io.metastore.raft.PeerHandler;
import io.metastore.raft.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Remembers what it is asked for; the test answers. */
final class FakeConsensus implements Consensus {
    final List<CompletableFuture<Long>> barriers = new ArrayList<>();
    final List<byte[]> proposed = new ArrayList<>();
    boolean soleVoter;

    /** Whether what is proposed is committed and applied at once, or never. */
    boolean committing;

    /** Who answers calls to the leader; nobody when null. */
    @Nullable PeerHandler leader;

    /** How other members answer. */
    BiFunction<Long, byte[], CompletionStage<byte[]>> memberCalls =
            (memberId, request) -> CompletableFuture.failedFuture(new NotLeaderException("down"));

    /** The barrier asked for last. */
    CompletableFuture<Long> barrier() {
        return barriers.get(barriers.size() - 1);
    }

    @Override
    public void start() {}

    @Override
    public CompletionStage<Void> propose(byte[] entry) {
        proposed.add(entry);
        return committing ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Long> readBarrier() {
        CompletableFuture<Long> barrier = new CompletableFuture<>();
        barriers.add(barrier);
        return barrier;
    }

    @Override
    public boolean answersAlone() {
        return soleVoter;
    }

    @Override
    public CompletionStage<byte[]> callLeader(byte[] request, long timeoutMillis) {
        PeerHandler handler = leader;
        return handler == null
                ? CompletableFuture.failedFuture(new UnsupportedOperationException())
                : handler.handle(request);
    }

    @Override
    public CompletionStage<byte[]> callMember(long memberId, byte[] request, long timeoutMillis) {
        return memberCalls.apply(memberId, request);
    }

    @Override
    public void reachAt(Collection<Peer> members) {}

    @Override
    public CompletionStage<GroupConfiguration> configuration() {
        return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }

    @Override
    public CompletionStage<Void> change(GroupChange change) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }

    @Override
    public CompletionStage<Void> transferLeadership(long memberId) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }

    @Override
    public void snapshot() {}

    @Override
    public ConsensusStatus status() {
        return new ConsensusStatus(Role.LEADER, 1, 1, 0, 0, 0, soleVoter);
    }

    @Override
    public void close() {}
}
