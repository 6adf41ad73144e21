package io.metastore.simulation;

import io.metastore.raft.Role;
import io.metastore.simulation.Message.Append;
import io.metastore.simulation.Message.AppendReply;
import io.metastore.simulation.Message.Install;
import io.metastore.simulation.Message.VoteReply;
import io.metastore.simulation.Message.VoteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    private static final int ENTRIES_PER_MESSAGE_MAX = 16;

    /** What follows from the protocol. */
    interface Listener {
        void send(long to, Message message);

        void committed(long after, long index);

        /** This member leads no longer; what is behind the index may be lost. */
        void steppedDown(long committed);

        void leaderChanged(long leaderId, long term);

        /** A majority has confirmed that this leader still led in this round. */
        void roundConfirmed(long round);

        void install(Install message);
    }

    /** How far a follower is, as its leader knows it. */
    private static final class Progress {
        private long next;
        private long match;
        private long round;
        private long heardMillis;
        private long sentMillis;
        private boolean waiting;
        private boolean installing;
    }

    private final long self;
    private final Disk disk;
    private final Lane lane;
    private final Scheduler scheduler;
    private final Bugs bugs;
    private final Listener listener;
    private final Map<Long, Progress> followers = new TreeMap<>();
    private final Set<Long> granted = new TreeSet<>();
    private Role role = Role.FOLLOWER;
    private long leaderId;
    private long committed;
    private long round;
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
    }

    /** What the protocol works in. */
    record Environment(Bugs bugs, Listener listener) {}

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
            checkMajority();
            followers.forEach(
                    (id, progress) -> {
                        if (nowMillis() - progress.sentMillis >= HEARTBEAT_MILLIS) {
                            replicate(id, progress);
                        }
                    });
        } else if (nowMillis() >= electionMillis && group().isVoter(self)) {
            setLeader(0);
            tryElection();
        }
    }

    private void checkMajority() {
        long oldest = nowMillis() - ELECTION_MILLIS;
        boolean heard =
                group().isMajority(
                                id ->
                                        id == self
                                                || (followers.containsKey(id)
                                                        && followers.get(id).heardMillis
                                                                >= oldest));
        if (!heard) {
            follow(disk.term, 0);
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
        boolean upToDate =
                request.lastTerm() > disk.log.lastTerm()
                        || (request.lastTerm() == disk.log.lastTerm()
                                && request.lastIndex() >= disk.log.lastIndex());
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
        for (long id : group.everybody()) {
            if (id != self) {
                followers.computeIfAbsent(id, i -> newProgress(entry.index()));
            }
        }
        persist(entry.index(), this::advance);
        followers.forEach(
                (id, progress) -> {
                    if (!progress.waiting) {
                        replicate(id, progress);
                    }
                });
        return entry.index();
    }

    private Progress newProgress(long next) {
        Progress progress = new Progress();
        progress.next = next;
        progress.heardMillis = nowMillis();
        return progress;
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

    private void replicate(long id, Progress progress) {
        progress.sentMillis = nowMillis();
        progress.waiting = true;
        long previous = progress.next - 1;
        long previousTerm = disk.log.termAt(previous);
        if (previousTerm < 0) {
            sendSnapshot(id, progress);
            previous = disk.log.lastIndex();
            previousTerm = disk.log.lastTerm();
            listener.send(
                    id, new Append(disk.term, previous, previousTerm, List.of(), committed, round));
            return;
        }
        listener.send(
                id,
                new Append(
                        disk.term,
                        previous,
                        previousTerm,
                        disk.log.from(progress.next, ENTRIES_PER_MESSAGE_MAX),
                        committed,
                        round));
    }

    private void sendSnapshot(long id, Progress progress) {
        SavedSnapshot newest = disk.newestSnapshot();
        if (newest != null && !progress.installing) {
            progress.installing = true;
            lane.after(
                    2 * ELECTION_MILLIS * 1_000_000,
                    "install timeout",
                    () -> progress.installing = false);
            listener.send(id, new Install(disk.term, newest, disk));
        }
    }

    void receive(long from, Append append) {
        if (append.term() < disk.term) {
            listener.send(from, new AppendReply(disk.term, false, 0, 0));
            return;
        }
        if (append.term() > disk.term || role != Role.FOLLOWER || leaderId != from) {
            follow(append.term(), from);
        }
        leaderHeardMillis = nowMillis();
        restElection();
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
        long last = previous;
        for (LogEntry entry : append.entries()) {
            last = entry.index();
            if (disk.log.termAt(last) != entry.term()) {
                if (disk.log.has(last)) {
                    if (last <= committed) {
                        throw new AssertionError("committed entry " + last + " is overwritten");
                    }
                    disk.log.truncateFrom(last);
                }
                disk.log.append(entry);
            }
        }
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
        Progress progress = followers.get(from);
        if (role != Role.LEADER || reply.term() != disk.term || progress == null) {
            return;
        }
        progress.heardMillis = nowMillis();
        progress.waiting = false;
        progress.round = Math.max(progress.round, reply.round());
        if (reply.fits()) {
            progress.match = Math.max(progress.match, reply.index());
            progress.next = progress.match + 1;
            progress.installing = false;
            advance();
        } else {
            progress.next =
                    Math.max(progress.match, Math.min(progress.next - 1, reply.index())) + 1;
        }
        confirmRound();
        if (progress.next <= disk.log.lastIndex() && !progress.installing) {
            replicate(from, progress);
        }
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
        return group().isMajority(
                        id ->
                                id == self
                                        ? index <= disk.log.persisted()
                                        : followers.containsKey(id)
                                                && followers.get(id).match >= index);
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
            followers.keySet().retainAll(group().everybody());
            if (!group().isVoter(self)) {
                follow(disk.term, 0);
            }
        }
    }

    /** Begins to find out whether this member still leads; returns the round's number. */
    long beginRound() {
        round++;
        followers.forEach(this::replicate);
        lane.after(0, "round", this::confirmRound);
        return round;
    }

    /** Tells the followers at once what has been committed. */
    void tellFollowers() {
        if (role == Role.LEADER) {
            followers.forEach(
                    (id, progress) -> {
                        if (!progress.waiting) {
                            replicate(id, progress);
                        }
                    });
        }
    }

    private void confirmRound() {
        if (role != Role.LEADER) {
            return;
        }
        List<Long> rounds = new ArrayList<>();
        followers.values().forEach(progress -> rounds.add(progress.round));
        rounds.add(round);
        long confirmed =
                rounds.stream()
                        .filter(
                                candidate ->
                                        group().isMajority(
                                                        id ->
                                                                id == self
                                                                        || (followers.containsKey(
                                                                                        id)
                                                                                && followers.get(id)
                                                                                                .round
                                                                                        >= candidate)))
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0);
        listener.roundConfirmed(confirmed);
    }

    void receive(long from, Install message) {
        if (message.term() < disk.term) {
            return;
        }
        if (message.term() > disk.term || leaderId != from) {
            follow(message.term(), from);
        }
        leaderHeardMillis = nowMillis();
        restElection();
        listener.install(message);
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
