package io.metastore.raft;

import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.entity.PeerId;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Finds linearizable read points. A leader asks the library, which asks a majority whether it still
 * leads. The others ask the leader, whose one question at a time serves all members that were
 * waiting when it was asked; the library by itself would ask the majority for each of them. Any
 * thread.
 */
final class ReadPoints {
    private static final byte[] NO_CONTEXT = {};
    private static final byte[] NO_BODY = {};

    private final ConsensusConfig config;
    private final NodeImpl node;
    private final AppliedIndex applied;
    private final PeerCalls peerCalls;
    private final ReadBarriers barriers;

    ReadPoints(ConsensusConfig config, NodeImpl node, AppliedIndex applied, PeerCalls peerCalls) {
        this.config = config;
        this.node = node;
        this.applied = applied;
        this.peerCalls = peerCalls;
        this.barriers =
                new ReadBarriers(
                        this::ask,
                        CompletableFuture.delayedExecutor(
                                config.electionTimeoutMillis(), TimeUnit.MILLISECONDS));
    }

    /** See {@link Consensus#readBarrier()}. */
    CompletionStage<Long> next() {
        return barriers.join();
    }

    /**
     * Answers another member: the last entry applied here once this member has been confirmed as
     * leader, which everything acknowledged before is not behind. 0 when no entry has been applied
     * since the start or a snapshot.
     */
    CompletionStage<byte[]> nextForOther() {
        return barriers.join()
                .thenApply(
                        confirmed ->
                                ByteBuffer.allocate(Long.BYTES)
                                        .putLong(applied.lastEntry())
                                        .array());
    }

    private CompletionStage<Long> ask() {
        PeerId leader = node.getLeaderId();
        if (leader == null || leader.isEmpty() || node.isLeader(false)) {
            return askLibrary();
        }
        return peerCalls
                .call(
                        leader.getEndpoint(),
                        PeerCallTarget.readPoint(config.group()),
                        NO_BODY,
                        config.electionTimeoutMillis())
                .thenCompose(answer -> reached(ByteBuffer.wrap(answer).getLong()));
    }

    /** The library alone knows how far this member is when no entry can tell. */
    private CompletionStage<Long> reached(long entry) {
        return entry == 0 ? askLibrary() : applied.reached(entry);
    }

    private CompletionStage<Long> askLibrary() {
        var barrier = new Barrier();
        try {
            node.readIndex(NO_CONTEXT, barrier);
        } catch (IllegalStateException e) {
            barrier.refused(e);
        }
        return barrier.answer();
    }
}
