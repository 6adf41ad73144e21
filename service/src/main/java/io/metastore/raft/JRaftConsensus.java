package io.metastore.raft;

import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.Task;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@link Consensus} on SOFAJRaft. What is over a bound is refused with {@link NotLeaderException}
 * like everything else that was certainly not appended. A snapshot is only taken when at least
 * {@link ConsensusConfig#snapshotCatchUpEntries()} entries were applied since the last.
 */
public final class JRaftConsensus implements Consensus {
    /** Largest entry that is taken. */
    public static final int ENTRY_BYTES_MAX = 16 * 1024 * 1024;

    /** Entries that may be on their way at the same time. */
    public static final int PROPOSALS_IN_FLIGHT_MAX = 1024;

    private static final ConsensusStatus NOT_STARTED =
            new ConsensusStatus(Role.STOPPED, PeerIds.NOBODY, 0, 0, 0, 0, false);

    static {
        LibrarySettings.apply();
    }

    private final ConsensusConfig config;
    private final StateMachine machine;
    private final PeerHandler handler;
    private final LongConsumer logWriteNanos;
    private final Set<Proposal> proposals = ConcurrentHashMap.newKeySet();
    private volatile @Nullable RunningNode running;
    private @Nullable DirectoryLock lock;

    public JRaftConsensus(ConsensusConfig config, StateMachine machine, PeerHandler handler) {
        this(config, machine, handler, nanos -> {});
    }

    /**
     * @param logWriteNanos told how long each write of the log took, its fsync included
     */
    public JRaftConsensus(
            ConsensusConfig config,
            StateMachine machine,
            PeerHandler handler,
            LongConsumer logWriteNanos) {
        this.config = config;
        this.machine = machine;
        this.handler = handler;
        this.logWriteNanos = logWriteNanos;
    }

    @Override
    public synchronized void start() {
        if (running != null) {
            throw new IllegalStateException("already started");
        }
        lock = DirectoryLock.acquire(config.directory());
        try {
            var node = new RunningNode(config, machine, handler, logWriteNanos);
            // The state machine may be called, and may call back, before the start is over.
            running = node;
            node.start();
        } catch (RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    /** The library does not expect to be closed half open; what it says then is secondary. */
    private void closeAfter(RuntimeException failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public CompletionStage<Void> propose(byte[] entry) {
        if (entry.length > ENTRY_BYTES_MAX) {
            return CompletableFuture.failedStage(
                    new IllegalArgumentException("entry of " + entry.length + " bytes"));
        }
        RunningNode node = running;
        if (node == null || !node.node().isLeader(false)) {
            return refused("not the leader");
        }
        if (proposals.size() >= PROPOSALS_IN_FLIGHT_MAX) {
            return refused("too many proposals in flight");
        }
        var proposal = new Proposal();
        proposals.add(proposal);
        try {
            node.node().apply(new Task(ByteBuffer.wrap(entry), proposal));
        } catch (IllegalStateException e) {
            // The library is closing, and has or will have told the proposal so.
            proposal.refused(e);
        }
        if (running == null) {
            proposal.lost("closed");
        }
        return proposal.answer().whenComplete((ok, failure) -> proposals.remove(proposal));
    }

    private static <T> CompletionStage<T> refused(String reason) {
        return CompletableFuture.failedStage(new NotLeaderException(reason));
    }

    @Override
    public CompletionStage<Long> readBarrier() {
        RunningNode node = running;
        if (node == null) {
            return refused("not started");
        }
        return node.answersAlone()
                ? CompletableFuture.completedStage(node.driver().appliedIndex().get())
                : node.readPoints().next();
    }

    @Override
    public boolean answersAlone() {
        RunningNode node = running;
        return node != null && node.answersAlone();
    }

    @Override
    public CompletionStage<byte[]> callLeader(byte[] request, long timeoutMillis) {
        if (request.length > PeerCalls.BODY_BYTES_MAX) {
            return CompletableFuture.failedStage(
                    new IllegalArgumentException("peer call of " + request.length + " bytes"));
        }
        RunningNode node = running;
        PeerId leader = node == null ? PeerId.emptyPeer() : node.leader();
        if (node == null || leader.isEmpty()) {
            return refused("no leader");
        }
        return node.isSelf(leader)
                ? callSelf(() -> handler.handle(request), timeoutMillis)
                : node.peerCalls()
                        .call(
                                leader.getEndpoint(),
                                PeerCallTarget.leader(config.group()),
                                request,
                                timeoutMillis);
    }

    @Override
    public CompletionStage<byte[]> callMember(long memberId, byte[] request, long timeoutMillis) {
        if (request.length > PeerCalls.BODY_BYTES_MAX) {
            return CompletableFuture.failedStage(
                    new IllegalArgumentException("peer call of " + request.length + " bytes"));
        }
        RunningNode node = running;
        if (node == null) {
            return refused("not started");
        }
        return memberId == config.self().id()
                ? callSelf(() -> handler.handleAsMember(request), timeoutMillis)
                : node.peerCalls()
                        .call(
                                PeerIds.peerId(memberId).getEndpoint(),
                                PeerCallTarget.member(memberId, config.group()),
                                request,
                                timeoutMillis);
    }

    private CompletionStage<byte[]> callSelf(
            Supplier<CompletionStage<byte[]>> call, long timeoutMillis) {
        return PeerCalls.guarded(call)
                .toCompletableFuture()
                .copy()
                .orTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .exceptionallyCompose(
                        e ->
                                CompletableFuture.failedFuture(
                                        e instanceof TimeoutException
                                                ? new ProposalLostException("no answer", e)
                                                : e));
    }

    @Override
    public void reachAt(Collection<Peer> members) {
        RunningNode node = running;
        if (node != null) {
            node.reachAt(members);
        }
    }

    @Override
    public CompletionStage<GroupConfiguration> configuration() {
        RunningNode node = running;
        return node == null ? refused("not started") : node.changes().committed();
    }

    @Override
    public CompletionStage<Void> change(GroupChange change) {
        RunningNode node = running;
        return node == null ? refused("not started") : node.change(change);
    }

    @Override
    public CompletionStage<Void> transferLeadership(long memberId) {
        RunningNode node = running;
        return node == null ? refused("not started") : node.changes().transfer(memberId);
    }

    @Override
    public void snapshot() {
        RunningNode node = running;
        if (node != null) {
            node.snapshot();
        }
    }

    @Override
    public ConsensusStatus status() {
        RunningNode node = running;
        return node == null ? NOT_STARTED : node.status();
    }

    @Override
    public synchronized void close() {
        RunningNode node = running;
        running = null;
        try {
            if (node != null) {
                node.close();
            }
        } finally {
            proposals.forEach(proposal -> proposal.lost("closed"));
            unlock();
        }
    }

    private void unlock() {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }
}
