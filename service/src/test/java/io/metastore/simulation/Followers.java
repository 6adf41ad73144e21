package io.metastore.simulation;

import io.metastore.simulation.Message.Append;
import io.metastore.simulation.Message.AppendReply;
import io.metastore.simulation.Message.Install;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a leader knows of the other members, and what it sends them. */
final class Followers {
    private static final int ENTRIES_PER_MESSAGE_MAX = 16;

    /** How far a follower is. */
    static final class Progress {
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
    private final RaftListener listener;
    private final Map<Long, Progress> all = new TreeMap<>();
    private long round;

    Followers(long self, Disk disk, Lane lane, Scheduler scheduler, RaftListener listener) {
        this.self = self;
        this.disk = disk;
        this.lane = lane;
        this.scheduler = scheduler;
        this.listener = listener;
    }

    void clear() {
        all.clear();
    }

    /** Begins to follow up those that are new; the entry is the first they may lack. */
    void add(Collection<Long> members, long entry) {
        for (long id : members) {
            if (id != self) {
                all.computeIfAbsent(id, i -> begin(entry));
            }
        }
    }

    private Progress begin(long next) {
        Progress progress = new Progress();
        progress.next = next;
        progress.heardMillis = scheduler.nowMillis();
        return progress;
    }

    void retain(Collection<Long> members) {
        all.keySet().retainAll(members);
    }

    /** Whether a majority, this member included, has answered since then. */
    boolean isMajorityHeard(Group group, long sinceMillis) {
        return group.isMajority(
                id ->
                        id == self
                                || (all.containsKey(id) && all.get(id).heardMillis >= sinceMillis));
    }

    /** Whether a majority has the entry on its disks. */
    boolean isOnMajority(Group group, long index) {
        return group.isMajority(
                id ->
                        id == self
                                ? index <= disk.log.persisted()
                                : all.containsKey(id) && all.get(id).match >= index);
    }

    /** Sends to those that have been sent nothing for long. */
    void sendHeartbeats(long committed) {
        all.forEach(
                (id, progress) -> {
                    if (scheduler.nowMillis() - progress.sentMillis >= RaftCore.HEARTBEAT_MILLIS) {
                        send(id, progress, committed);
                    }
                });
    }

    /** Sends to those that are not about to answer, after which they are sent more. */
    void sendToIdle(long committed) {
        all.forEach(
                (id, progress) -> {
                    if (!progress.waiting) {
                        send(id, progress, committed);
                    }
                });
    }

    /** Asks everybody whether this member still leads; returns the round's number. */
    long beginRound(long committed) {
        round++;
        all.forEach((id, progress) -> send(id, progress, committed));
        return round;
    }

    /** The newest round that a majority has answered, or 0. */
    long confirmedRound(Group group) {
        List<Long> rounds = new ArrayList<>();
        all.values().forEach(progress -> rounds.add(progress.round));
        rounds.add(round);
        return rounds.stream()
                .filter(candidate -> isRoundOfMajority(group, candidate))
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private boolean isRoundOfMajority(Group group, long candidate) {
        return group.isMajority(
                id -> id == self || (all.containsKey(id) && all.get(id).round >= candidate));
    }

    /** Takes note of an answer; returns how far the follower is, null for a stranger. */
    @Nullable Progress answered(long from, AppendReply reply) {
        Progress progress = all.get(from);
        if (progress == null) {
            return null;
        }
        progress.heardMillis = scheduler.nowMillis();
        progress.waiting = false;
        progress.round = Math.max(progress.round, reply.round());
        if (reply.fits()) {
            progress.match = Math.max(progress.match, reply.index());
            progress.next = progress.match + 1;
            progress.installing = false;
        } else {
            progress.next =
                    Math.max(progress.match, Math.min(progress.next - 1, reply.index())) + 1;
        }
        return progress;
    }

    /** Sends what a follower that has just answered still lacks. */
    void sendRest(long id, Progress progress, long committed) {
        if (progress.next <= disk.log.lastIndex() && !progress.installing) {
            send(id, progress, committed);
        }
    }

    private void send(long id, Progress progress, long committed) {
        progress.sentMillis = scheduler.nowMillis();
        progress.waiting = true;
        long previous = progress.next - 1;
        long previousTerm = disk.log.termAt(previous);
        List<LogEntry> entries;
        if (previousTerm < 0) {
            sendSnapshot(id, progress);
            previous = disk.log.lastIndex();
            previousTerm = disk.log.lastTerm();
            entries = List.of();
        } else {
            entries = disk.log.from(progress.next, ENTRIES_PER_MESSAGE_MAX);
        }
        listener.send(id, new Append(disk.term, previous, previousTerm, entries, committed, round));
    }

    private void sendSnapshot(long id, Progress progress) {
        SavedSnapshot newest = disk.newestSnapshot();
        if (newest != null && !progress.installing) {
            progress.installing = true;
            lane.after(
                    2 * RaftCore.ELECTION_MILLIS * 1_000_000,
                    "install timeout",
                    () -> progress.installing = false);
            listener.send(id, new Install(disk.term, newest, disk));
        }
    }
}
