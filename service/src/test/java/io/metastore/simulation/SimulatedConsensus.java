package io.metastore.simulation;

import io.metastore.apply.Entry;
import io.metastore.raft.Consensus;
import io.metastore.raft.ConsensusStatus;
import io.metastore.raft.GroupChange;
import io.metastore.raft.GroupConfiguration;
import io.metastore.raft.NotLeaderException;
import io.metastore.raft.Peer;
import io.metastore.raft.PeerHandler;
import io.metastore.raft.ProposalLostException;
import io.metastore.raft.StateMachine;
import io.metastore.simulation.Message.Append;
import io.metastore.simulation.Message.AppendReply;
import io.metastore.simulation.Message.Install;
import io.metastore.simulation.Message.ReadReply;
import io.metastore.simulation.Message.ReadRequest;
import io.metastore.simulation.Message.TakeOver;
import io.metastore.simulation.Message.VoteReply;
import io.metastore.simulation.Message.VoteRequest;
import io.metastore.simulation.PeerLinks.Addressee;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The log of one run of a member, without threads and without files. It gives the guarantees of
 * {@link Consensus} and no others: what was proposed may be lost or be in the log after all, a
 * follower learns late, a lagging one gets a snapshot.
 */
final class SimulatedConsensus implements Consensus, RaftListener, ApplyLoop.Listener {
    private final long self;
    private final String name;
    private final Disk disk;
    private final Process process;
    private final Surroundings surroundings;
    private final Lane lane;
    private final RaftCore raft;
    private final ApplyLoop apply;
    private final ReadPoints reads;
    private final PeerLinks links;
    private final NavigableMap<Long, CompletableFuture<Void>> proposals = new TreeMap<>();
    private boolean closed;
    private boolean installing;

    /** What is around all members. */
    record Surroundings(
            Scheduler scheduler,
            Network network,
            Function<Long, SimulatedConsensus> others,
            CommitOrder order,
            Bugs bugs) {}

    /** Whose log it is. */
    record Owner(long memberId, String name, Disk disk, Process process) {}

    SimulatedConsensus(
            Owner owner, Surroundings surroundings, StateMachine machine, PeerHandler handler) {
        this.self = owner.memberId();
        this.name = owner.name();
        this.disk = owner.disk();
        this.process = owner.process();
        this.surroundings = surroundings;
        Scheduler scheduler = surroundings.scheduler();
        Bugs bugs = surroundings.bugs();
        this.lane = scheduler.lane(process, "raft");
        this.raft = new RaftCore(self, disk, lane, scheduler, new RaftCore.Environment(bugs, this));
        this.apply =
                new ApplyLoop(
                        machine,
                        disk,
                        scheduler.lane(process, "apply"),
                        name,
                        new ApplyLoop.Environment(bugs, this));
        this.reads = new ReadPoints(raft, apply, lane, bugs, this::send);
        this.links =
                new PeerLinks(
                        self,
                        lane,
                        handler,
                        raft::leads,
                        new PeerLinks.Wiring(surroundings.network(), this::linksOf));
    }

    private PeerLinks linksOf(long memberId) {
        SimulatedConsensus other = surroundings.others().apply(memberId);
        return other == null ? null : other.links;
    }

    @Override
    public void start() {
        apply.open();
        raft.open(apply.applied());
    }

    @Override
    public CompletionStage<Void> propose(byte[] entry) {
        if (closed || !raft.leads()) {
            return CompletableFuture.failedFuture(new NotLeaderException("Is not leader."));
        }
        if (surroundings.bugs().has(Bugs.Bug.LEASE_CLOCK_JUMPS)) {
            Entry.stamp(entry, process.nanoTime() / 1_000_000);
        }
        CompletableFuture<Void> answer = new CompletableFuture<>();
        long term = raft.term();
        lane.inOrder(0, "append", () -> append(entry, term, answer));
        return answer;
    }

    /** The entry waited for its turn; leadership may be gone by now. */
    private void append(byte[] entry, long term, CompletableFuture<Void> answer) {
        if (closed || !raft.leads() || raft.term() != term) {
            answer.completeExceptionally(new NotLeaderException("Is not leader."));
            return;
        }
        proposals.put(raft.append(entry, raft.group()), answer);
    }

    @Override
    public CompletionStage<Long> readBarrier() {
        if (closed) {
            return CompletableFuture.failedFuture(new NotLeaderException("closed"));
        }
        return answersAlone() ? CompletableFuture.completedFuture(apply.applied()) : reads.ask();
    }

    @Override
    public boolean answersAlone() {
        Group group = raft.group();
        return raft.leads()
                && apply.leadingTerm() == raft.term()
                && group.voters().equals(List.of(self))
                && group.learners().isEmpty();
    }

    @Override
    public CompletionStage<byte[]> callLeader(byte[] request, long timeoutMillis) {
        if (closed || raft.leaderId() == 0) {
            return CompletableFuture.failedFuture(new NotLeaderException("no leader"));
        }
        return links.call(raft.leaderId(), Addressee.LEADER, request, timeoutMillis);
    }

    @Override
    public CompletionStage<byte[]> callMember(long memberId, byte[] request, long timeoutMillis) {
        if (closed) {
            return CompletableFuture.failedFuture(new NotLeaderException("closed"));
        }
        return links.call(memberId, Addressee.MEMBER, request, timeoutMillis);
    }

    /** Addresses are ids here. */
    @Override
    public void reachAt(Collection<Peer> members) {}

    @Override
    public CompletionStage<GroupConfiguration> configuration() {
        if (closed || !raft.isSettled()) {
            return CompletableFuture.failedFuture(new NotLeaderException("not settled"));
        }
        Group group = raft.group();
        return CompletableFuture.completedFuture(
                new GroupConfiguration(Set.copyOf(group.voters()), Set.copyOf(group.learners())));
    }

    @Override
    public CompletionStage<Void> change(GroupChange change) {
        if (closed || !raft.isSettled()) {
            return CompletableFuture.failedFuture(new NotLeaderException("not settled"));
        }
        trace(change.kind() + " " + change.memberId());
        surroundings.scheduler().count(change.kind().name());
        CompletableFuture<Void> answer = new CompletableFuture<>();
        proposals.put(raft.append(null, raft.group().after(change)), answer);
        return answer;
    }

    @Override
    public CompletionStage<Void> transferLeadership(long memberId) {
        if (closed || !raft.leads() || !raft.group().isVoter(memberId)) {
            return CompletableFuture.failedFuture(new NotLeaderException("no transfer"));
        }
        send(memberId, new TakeOver(raft.term()));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void snapshot() {
        if (!closed) {
            apply.snapshot();
        }
    }

    @Override
    public ConsensusStatus status() {
        return new ConsensusStatus(
                raft.role(),
                raft.leaderId(),
                raft.term(),
                raft.committed(),
                apply.applied(),
                disk.log.lastIndex(),
                answersAlone());
    }

    @Override
    public void close() {
        closed = true;
        apply.stop();
        List<CompletableFuture<Void>> open = new ArrayList<>(proposals.values());
        proposals.clear();
        open.forEach(answer -> answer.completeExceptionally(new ProposalLostException("closed")));
    }

    /** Another member does not run any more. */
    void disconnected(long memberId) {
        links.disconnected(memberId);
    }

    // What the protocol asks for.

    @Override
    public void send(long to, Message message) {
        surroundings
                .network()
                .send(
                        self,
                        to,
                        message.getClass().getSimpleName(),
                        () -> {
                            SimulatedConsensus receiver = surroundings.others().apply(to);
                            if (receiver != null) {
                                receiver.lane.inOrder(
                                        0, "receive", () -> receiver.receive(self, message));
                            }
                        });
    }

    private void receive(long from, Message message) {
        if (closed) {
            return;
        }
        if (message instanceof VoteRequest request) {
            raft.receive(from, request);
        } else if (message instanceof VoteReply reply) {
            raft.receive(from, reply);
        } else if (message instanceof Append append) {
            raft.receive(from, append);
        } else if (message instanceof AppendReply reply) {
            raft.receive(from, reply);
        } else if (message instanceof Install install) {
            raft.receive(from, install);
        } else if (message instanceof TakeOver takeOver) {
            raft.takeOver(takeOver.term());
        } else if (message instanceof ReadRequest request) {
            reads.receive(from, request);
        } else if (message instanceof ReadReply reply) {
            reads.receive(reply);
        }
    }

    @Override
    public void committed(long after, long index) {
        surroundings.order().committed(disk.log, after, index);
        apply.committed(index);
    }

    @Override
    public void steppedDown(long committed) {
        trace("stepped down in term " + raft.term());
        apply.leadershipStopped();
        reads.steppedDown();
        NavigableMap<Long, CompletableFuture<Void>> behind = proposals.tailMap(committed, false);
        List<CompletableFuture<Void>> lost = new ArrayList<>(behind.values());
        behind.clear();
        lost.forEach(
                answer ->
                        answer.completeExceptionally(
                                new ProposalLostException("Leader stepped down")));
    }

    @Override
    public void leaderChanged(long leaderId, long term) {
        if (leaderId != self) {
            apply.following(leaderId, term);
        } else {
            trace("elected in term " + term);
            surroundings.scheduler().count("elections");
        }
    }

    @Override
    public void roundConfirmed(long round) {
        reads.confirmed(round);
    }

    @Override
    public void install(Install message) {
        SavedSnapshot sent = message.snapshot();
        long from = raft.leaderId();
        if (installing || !message.from().holds(sent.directory())) {
            return;
        }
        if (sent.index() <= apply.applied()) {
            long known = Math.min(sent.index(), disk.log.persisted());
            send(from, new AppendReply(raft.term(), true, known, 0));
            return;
        }
        installing = true;
        trace("installs snapshot " + sent.index());
        surroundings.scheduler().count("snapshots installed");
        Path directory = disk.newDirectory(name);
        disk.receive(directory, message.from(), sent.directory());
        SavedSnapshot own = new SavedSnapshot(sent.index(), sent.term(), sent.group(), directory);
        lane.after(
                lane.upTo(20_000_000),
                "snapshot received",
                () -> {
                    disk.register(own);
                    apply.install(own, () -> installed(own, from));
                });
    }

    private void installed(SavedSnapshot snapshot, long from) {
        installing = false;
        disk.log.continueAfter(snapshot);
        raft.installed(snapshot.index());
        send(from, new AppendReply(raft.term(), true, snapshot.index(), 0));
    }

    // What the apply thread tells.

    @Override
    public void applied(long index) {
        NavigableMap<Long, CompletableFuture<Void>> done = proposals.headMap(index, true);
        List<CompletableFuture<Void>> answers = new ArrayList<>(done.values());
        done.clear();
        answers.forEach(answer -> answer.complete(null));
        if (raft.leads() && index == disk.log.lastIndex()) {
            raft.tellFollowers();
        }
    }

    @Override
    public void termBegun(long term) {
        if (raft.leads() && raft.term() == term) {
            apply.leadershipStarted(self, term);
        }
    }

    @Override
    public void failed(Throwable cause) {
        trace("state machine failed: " + cause);
        closed = true;
    }

    private void trace(String what) {
        surroundings.scheduler().trace(process, "raft", what);
    }
}
