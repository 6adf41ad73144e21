package io.metastore.simulation;

import io.metastore.raft.Role;
import io.metastore.simulation.Message.Append;
import io.metastore.simulation.Message.AppendReply;
import io.metastore.simulation.Message.Install;
import io.metastore.simulation.Message.VoteReply;
import io.metastore.simulation.Message.VoteRequest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The protocol of one run of a member: elections with a trial before them, replication, commits,
 * and a leader that steps down when it hears nothing of a majority. After "In Search of an
 * Understandable Consensus Algorithm (Extended Version)", figure 2 and section 7, with the trial
 * vote and the quorum check of section 9.6 and 6.2 of Ongaro's dissertation.
 */
final class RaftCore {
    static final long TICK_MILLIS = 50;
    static final long HEARTBEAT_MILLIS = 100;
    static final long ELECTION_MILLIS = 1000;
    private static final long ELECTION_SPREAD_MILLIS = 300;
    private static final long PERSIST_NANOS_MAX = 800_000;

    private final long self;
    private final Disk disk;
    private final Lane lane;
    private final Scheduler scheduler;
    private final Bugs bugs;
    private final RaftListener listener;
    private final Followers followers;
    private final Set<Long> granted = new TreeSet<>();
    private Role role = Role.FOLLOWER;
    private long leaderId;
    private long committed;
    private long electionMillis;
    private long leaderHeardMillis;
    private long termStart;
    private long groupIndex;

    RaftCore(long self, Disk disk, Lane lane, Scheduler scheduler, Environment surroundings) {
        this.self = self;
        this.disk = disk;
        this.lane = lane;
        this.scheduler = scheduler;
        this.bugs = surroundings.bugs();
        this.listener = surroundings.listener();
        this.followers = new Followers(self, disk, lane, scheduler, listener);
    }

    /** What the protocol works in. */
    record Environment(Bugs bugs, RaftListener listener) {}

    Role role() {
        return role;
    }

    long leaderId() {
        return leaderId;
    }

    long term() {
        return disk.term;
    }

    long committed() {
        return committed;
    }

    /** The first index of the term that this member leads. */
    long termStart() {
        return termStart;
    }

    /** Whether this member leads, in a term that has begun, and no change is under way. */
    boolean isSettled() {
        return role == Role.LEADER && groupIndex <= committed;
    }

    boolean leads() {
        return role == Role.LEADER;
    }

    Group group() {
        return disk.log.group();
    }

    void open(long appliedIndex) {
        committed = appliedIndex;
        restElection();
        if (group().voters().equals(List.of(self))) {
            campaign();
        }
        tick();
    }

    private long nowMillis() {
        return scheduler.nowMillis();
    }

    private void restElection() {
        electionMillis =
                nowMillis() + ELECTION_MILLIS + lane.random().nextLong(ELECTION_SPREAD_MILLIS);
    }

    private void tick() {
        lane.after(TICK_MILLIS * 1_000_000, "tick", this::tick);
        if (role == Role.LEADER) {
            if (!followers.isMajorityHeard(group(), nowMillis() - ELECTION_MILLIS)) {
                follow(disk.term, 0);
            }
            followers.sendHeartbeats(committed);
        } else if (nowMillis() >= electionMillis && group().isVoter(self)) {
            setLeader(0);
            tryElection();
        }
    }

    private void tryElection() {
        role = Role.FOLLOWER;
        restElection();
        granted.clear();
        granted.add(self);
        if (won()) {
            campaign();
        } else {
            askForVotes(true);
        }
    }

    private void campaign() {
        disk.term++;
        disk.votedFor = self;
        role = Role.CANDIDATE;
        setLeader(0);
        restElection();
        granted.clear();
        granted.add(self);
        disk.log.persistAll();
        if (won()) {
            lead();
        } else {
            askForVotes(false);
        }
    }

    private boolean won() {
        return group().isMajority(granted::contains);
    }

    private void askForVotes(boolean trial) {
        long term = trial ? disk.term + 1 : disk.term;
        for (long id : group().voters()) {
            if (id != self) {
                listener.send(
                        id,
                        new VoteRequest(term, disk.log.lastIndex(), disk.log.lastTerm(), trial));
            }
        }
    }

    void receive(long from, VoteRequest request) {
        boolean hearsLeader =
                (role == Role.LEADER)
                        || (leaderId != 0 && nowMillis() - leaderHeardMillis < ELECTION_MILLIS);
        boolean upToDate = disk.log.isWithin(request.lastIndex(), request.lastTerm());
        boolean grant;
        if (request.trial()) {
            grant = upToDate && !hearsLeader && request.term() > disk.term;
        } else {
            if (request.term() > disk.term) {
                follow(request.term(), 0);
            }
            disk.log.persistAll();
            grant =
                    upToDate
                            && request.term() == disk.term
                            && (disk.votedFor == 0 || disk.votedFor == from);
            if (grant) {
                disk.votedFor = from;
                restElection();
            }
        }
        listener.send(from, new VoteReply(disk.term, request.term(), grant, request.trial()));
    }

    void receive(long from, VoteReply reply) {
        if (reply.term() > disk.term) {
            follow(reply.term(), 0);
            return;
        }
        boolean awaited =
                reply.trial() ? role == Role.FOLLOWER && leaderId == 0 : role == Role.CANDIDATE;
        long asked = reply.trial() ? disk.term + 1 : disk.term;
        if (awaited && reply.granted() && reply.votedTerm() == asked) {
            granted.add(from);
            if (won()) {
                if (reply.trial()) {
                    campaign();
                } else {
                    lead();
                }
            }
        }
    }

    private void lead() {
        role = Role.LEADER;
        followers.clear();
        setLeader(self);
        termStart = append(null, group());
    }

    /** Appends at the leader; returns the index. */
    long append(byte[] data, Group group) {
        LogEntry entry = new LogEntry(disk.log.lastIndex() + 1, disk.term, data, group);
        disk.log.append(entry);
        groupIndex = data == null ? entry.index() : groupIndex;
        followers.add(group.everybody(), entry.index());
        persist(entry.index(), this::advance);
        followers.sendToIdle(committed);
        return entry.index();
    }

    private void persist(long index, Runnable then) {
        long term = disk.log.termAt(index);
        lane.inOrder(
                lane.mostlyUpTo(PERSIST_NANOS_MAX),
                "persist",
                () -> {
                    if (disk.log.persist(index, term)) {
                        then.run();
                    }
                });
    }

    void receive(long from, Append append) {
        if (append.term() < disk.term) {
            listener.send(from, new AppendReply(disk.term, false, 0, 0));
            return;
        }
        hear(from, append.term());
        long previous = append.previousIndex();
        if (previous < disk.log.baseIndex()) {
            // What the snapshot holds is the same everywhere.
            answer(from, append, disk.log.baseIndex(), true);
            return;
        }
        if (disk.log.termAt(previous) != append.previousTerm()) {
            answer(from, append, Math.min(previous - 1, disk.log.lastIndex()), false);
            return;
        }
        disk.log.take(append.entries(), committed);
        long last = previous + append.entries().size();
        answer(from, append, last, true);
        commit(Math.min(append.committed(), last));
    }

    private void answer(long to, Append append, long index, boolean fits) {
        AppendReply reply = new AppendReply(append.term(), fits, index, append.round());
        boolean durable = index <= disk.log.persisted();
        if (!fits || durable) {
            listener.send(to, reply);
        } else {
            persist(index, () -> listener.send(to, reply));
        }
    }

    void receive(long from, AppendReply reply) {
        if (reply.term() > disk.term) {
            follow(reply.term(), 0);
        }
        if (role != Role.LEADER || reply.term() != disk.term) {
            return;
        }
        Followers.Progress progress = followers.answered(from, reply);
        if (progress == null) {
            return;
        }
        if (reply.fits()) {
            advance();
        }
        confirmRound();
        followers.sendRest(from, progress, committed);
    }

    /** A follower has taken over the snapshot. */
    void installed(long index) {
        committed = Math.max(committed, index);
    }

    private void advance() {
        if (role != Role.LEADER) {
            return;
        }
        long index = disk.log.lastIndex();
        while (index > committed && !isOnMajority(index)) {
            index--;
        }
        if (index > committed && disk.log.termAt(index) == disk.term) {
            commit(index);
        }
    }

    private boolean isOnMajority(long index) {
        if (bugs.has(Bugs.Bug.COMMITTED_WITHOUT_MAJORITY)) {
            return index <= disk.log.persisted();
        }
        return followers.isOnMajority(group(), index);
    }

    private void commit(long index) {
        if (index > committed) {
            long before = committed;
            committed = index;
            listener.committed(before, index);
            leaveIfRemoved();
        }
    }

    /** A leader that is no voter any more leads until that is committed. */
    private void leaveIfRemoved() {
        if (isSettled()) {
            followers.retain(group().everybody());
            if (!group().isVoter(self)) {
                follow(disk.term, 0);
            }
        }
    }

    /** Begins to find out whether this member still leads; returns the round's number. */
    long beginRound() {
        long round = followers.beginRound(committed);
        lane.after(0, "round", this::confirmRound);
        return round;
    }

    /** Tells the followers at once what has been committed. */
    void tellFollowers() {
        if (role == Role.LEADER) {
            followers.sendToIdle(committed);
        }
    }

    private void confirmRound() {
        if (role == Role.LEADER) {
            listener.roundConfirmed(followers.confirmedRound(group()));
        }
    }

    void receive(long from, Install message) {
        if (message.term() < disk.term) {
            return;
        }
        hear(from, message.term());
        listener.install(message);
    }

    private void hear(long leader, long term) {
        if (term > disk.term || role != Role.FOLLOWER || leaderId != leader) {
            follow(term, leader);
        }
        leaderHeardMillis = nowMillis();
        restElection();
    }

    void takeOver(long term) {
        if (term == disk.term && role == Role.FOLLOWER && group().isVoter(self)) {
            campaign();
        }
    }

    /** Becomes a follower. */
    void follow(long term, long newLeader) {
        if (term > disk.term) {
            disk.term = term;
            disk.votedFor = 0;
        }
        boolean led = role == Role.LEADER;
        role = Role.FOLLOWER;
        if (led) {
            leaderId = 0;
            restElection();
            listener.steppedDown(committed);
        }
        setLeader(newLeader);
    }

    private void setLeader(long newLeader) {
        if (newLeader != leaderId) {
            long before = leaderId;
            leaderId = newLeader;
            if (before != self || newLeader != 0) {
                listener.leaderChanged(newLeader, disk.term);
            }
        }
    }
}
