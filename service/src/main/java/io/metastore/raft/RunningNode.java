package io.metastore.raft;

import com.alipay.sofa.jraft.NodeManager;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.entity.EnumOutter.ErrorType;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.error.RaftException;
import com.alipay.sofa.jraft.rpc.RpcServer;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The library's parts of one member between start and close, and the order of both. */
final class RunningNode implements AutoCloseable {
    private static final int TRANSPORT_THREADS = 4;
    private static final int TRANSPORT_QUEUE_MAX = 4096;
    private static final long STOP_HALF_OPEN_MILLIS_MAX = 3000;

    private final PeerId self;
    private final PeerOptions options;
    private final VoteFile voteFile;
    private final PeersFile peersFile;
    private final NodeImpl node;
    private final StateMachineDriver driver;
    private final BoundedExecutor transportThreads;
    private final RpcServer server;
    private final PeerCalls peerCalls;
    private final ReadPoints readPoints;
    private final LogStorageFactory storages;
    private final CommitNotices notices;
    private final SnapshotDelay snapshotDelay = new SnapshotDelay(System::nanoTime);
    private final AtomicInteger changesBegun = new AtomicInteger();
    private final boolean alone;
    private volatile @Nullable Alone aloneSince;
    private volatile boolean opened;

    /**
     * When this member was first seen to be alone.
     *
     * @param changesBegun changes of the configuration begun by then
     * @param lastLogIndex everything that others may have answered for is before it
     */
    private record Alone(int changesBegun, long lastLogIndex) {}

    RunningNode(
            ConsensusConfig config,
            StateMachine machine,
            PeerHandler handler,
            LongConsumer logWriteNanos) {
        var directory = new DataDirectory(config.directory());
        this.self = PeerIds.peerId(config.self());
        this.alone = config.alone();
        this.voteFile = directory.open();
        this.peersFile = new PeersFile(directory.peersFile());
        this.node = new NodeImpl(config.group(), self);
        this.driver = new StateMachineDriver(machine, self, this::halt, this::tellFollowers);
        this.options = NodeSettings.nodeOptions(config, directory);
        this.storages = new LogStorageFactory(voteFile, logWriteNanos);
        this.notices = new CommitNotices(options.followers()::sendHeartbeat);
        options.followers().onMatched(notices::matched);
        options.setServiceFactory(storages);
        options.addresses().put(config.peers());
        options.addresses().put(peersFile.read());
        options.setInitialConf(PeerIds.voters(config.voters()));
        options.setFsm(driver);
        this.peerCalls = new PeerCalls(options);
        this.readPoints = new ReadPoints(config, node, driver.appliedIndex(), peerCalls);
        this.transportThreads =
                new BoundedExecutor("raft-peer", TRANSPORT_THREADS, TRANSPORT_QUEUE_MAX);
        var processor =
                new PeerCallProcessor(
                        config.group(),
                        config.self().id(),
                        handler,
                        readPoints::nextForOther,
                        () -> node.isLeader(false),
                        transportThreads);
        this.server =
                PeerServer.create(
                        config.listenHost(), config.listenPort(), transportThreads, processor);
    }

    NodeImpl node() {
        return node;
    }

    /**
     * Takes a snapshot, after which the log begins behind the last one, unless a member is loading
     * that.
     */
    void snapshot() {
        if (!snapshotDelay.holds(storages.isSnapshotBeingRead())) {
            node.snapshot(status -> {});
        }
    }

    /**
     * Followers learn with the next message what has been committed. When the leader has nothing
     * more to send, that would be its next heartbeat; this makes it send one now. The apply thread
     * may do so: with nothing left to apply, nobody who holds a follower's lock waits for it.
     */
    private void tellFollowers() {
        try {
            long applied = driver.appliedIndex().get();
            if (driver.leads() && node.getLastLogIndex() <= applied) {
                notices.tell(node.listPeers(), self, applied);
                notices.tell(node.listLearners(), self, applied);
            }
        } catch (IllegalStateException e) {
            // It is closing, or leads no more: the next leader will tell them.
        }
    }

    StateMachineDriver driver() {
        return driver;
    }

    /** Takes up where members are reached, also for the next start. */
    void reachAt(Collection<Peer> members) {
        peersFile.add(members);
        options.addresses().put(members);
    }

    GroupChanges changes() {
        return new GroupChanges(node);
    }

    CompletionStage<Void> change(GroupChange change) {
        changesBegun.incrementAndGet();
        return changes().change(change);
    }

    ReadPoints readPoints() {
        return readPoints;
    }

    PeerCalls peerCalls() {
        return peerCalls;
    }

    /**
     * Listens, then opens log and snapshot: a port that is taken is found out before anything has
     * been loaded. Requests that come meanwhile are answered with "no such member".
     */
    void start() {
        NodeManager.getInstance().addAddress(self.getEndpoint());
        server.init(null);
        if (!node.init(options)) {
            throw new IllegalStateException(
                    "cannot open log and snapshot in " + options.getLogUri(), driver.failure());
        }
        opened = true;
        if (alone) {
            standAlone();
        }
        driver.opened();
    }

    /** The next election needs nobody else, and its winner writes the new group into the log. */
    private void standAlone() {
        Status status = node.resetPeers(new Configuration(List.of(self)));
        if (!status.isOk()) {
            throw new IllegalStateException("cannot go on alone: " + status.getErrorMsg());
        }
    }

    ConsensusStatus status() {
        boolean active = node.getNodeState().isActive() && driver.failure() == null;
        if (!active) {
            return stopped();
        }
        try {
            long applied = Math.max(driver.appliedIndex().get(), node.getLastAppliedLogIndex());
            return new ConsensusStatus(
                    role(),
                    PeerIds.idOf(node.getLeaderId()),
                    voteFile.getTerm(),
                    Math.max(applied, node.getLastCommittedIndex()),
                    applied,
                    Math.max(applied, node.getLastLogIndex()),
                    leadsAlone());
        } catch (IllegalStateException e) {
            // The library stopped between two of the questions.
            return stopped();
        }
    }

    private ConsensusStatus stopped() {
        long applied = driver.appliedIndex().get();
        return new ConsensusStatus(
                Role.STOPPED, PeerIds.NOBODY, voteFile.getTerm(), applied, applied, applied, false);
    }

    private Role role() {
        return switch (node.getNodeState()) {
            case STATE_LEADER, STATE_TRANSFERRING -> Role.LEADER;
            case STATE_CANDIDATE -> Role.CANDIDATE;
            case STATE_FOLLOWER -> Role.FOLLOWER;
            default -> Role.STOPPED;
        };
    }

    /** Whether this member is the only voter, leads, and has applied an entry of its term. */
    boolean leadsAlone() {
        return driver.leads() && isAlone(true);
    }

    /**
     * Whether, besides, nobody else can have acknowledged anything: another member may apply an
     * entry and answer for it before the only voter has applied it, also one that has just left.
     */
    boolean answersAlone() {
        int changes = changesBegun.get();
        if (!driver.leads() || !isAlone(false)) {
            return false;
        }
        Alone since = aloneSince;
        if (since == null || since.changesBegun() != changes) {
            since = new Alone(changes, node.getLastLogIndex());
            aloneSince = since;
        }
        return driver.appliedIndex().get() >= since.lastLogIndex();
    }

    private boolean isAlone(boolean learnersAllowed) {
        if (!node.isLeader(false)) {
            return false;
        }
        try {
            return node.listPeers().equals(List.of(self))
                    && (learnersAllowed || node.listLearners().isEmpty());
        } catch (IllegalStateException e) {
            // Only a leader knows.
            return false;
        }
    }

    /** The leader's address; empty when there is none known. */
    PeerId leader() {
        PeerId leader = node.getLeaderId();
        return leader == null ? PeerId.emptyPeer() : leader;
    }

    boolean isSelf(PeerId peer) {
        return self.getEndpoint().equals(peer.getEndpoint());
    }

    private void halt(Throwable cause) {
        node.onError(
                new RaftException(
                        ErrorType.ERROR_TYPE_STATE_MACHINE,
                        RaftError.ESTATEMACHINE,
                        "the state machine failed: " + cause));
    }

    /** A library that could not open everything may not come to the end of closing it either. */
    private void awaitEnd() throws InterruptedException {
        if (opened) {
            node.join();
            return;
        }
        Thread waiter = new Thread(this::join, "raft-stop");
        waiter.setDaemon(true);
        waiter.start();
        waiter.join(STOP_HALF_OPEN_MILLIS_MAX);
    }

    private void join() {
        try {
            node.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.shutdown();
        try {
            node.shutdown();
            awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            NodeManager.getInstance().removeAddress(self.getEndpoint());
            peerCalls.close();
            transportThreads.close();
        }
    }
}
