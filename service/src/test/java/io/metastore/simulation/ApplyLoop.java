package io.metastore.simulation;

import io.metastore.raft.StateMachine;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The apply thread of one run of a member: gives the state machine what was committed and says who
 * leads, in the order it came. Each group of entries and each call is a step of its own.
 */
final class ApplyLoop {
    private static final int GROUP_MAX = 5;
    private static final long DELAY_NANOS_MAX = 300_000;

    /** What the loop tells about. */
    interface Listener {
        void applied(long index);

        /** The entry that a leader's term begins with has been applied. */
        void termBegun(long term);

        void failed(Throwable cause);
    }

    private final StateMachine machine;
    private final Disk disk;
    private final Lane lane;
    private final String member;
    private final Bugs bugs;
    private final Listener listener;
    private final Deque<Runnable> calls = new ArrayDeque<>();
    private final NavigableMap<Long, List<Runnable>> waiting = new TreeMap<>();
    private long committed;
    private long applied;
    private long appliedTerm;
    private Group appliedGroup;
    private long leadingTerm;
    private boolean scheduled;
    private boolean stopped;
    private boolean saving;

    ApplyLoop(StateMachine machine, Disk disk, Lane lane, String member, Environment environment) {
        this.machine = machine;
        this.disk = disk;
        this.lane = lane;
        this.member = member;
        this.bugs = environment.bugs();
        this.listener = environment.listener();
        this.appliedGroup = disk.log.initialGroup();
    }

    /** What the loop works in. */
    record Environment(Bugs bugs, Listener listener) {}

    long applied() {
        return applied;
    }

    /** The term that this member leads and has applied an entry of; 0 when there is none. */
    long leadingTerm() {
        return leadingTerm;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Loads the newest snapshot, before anything else. */
    void open() {
        SavedSnapshot newest = disk.newestSnapshot();
        if (newest != null) {
            load(newest);
            disk.log.continueAfter(newest);
        }
        if (disk.log.baseIndex() > applied) {
            throw new AssertionError(
                    member + " has lost entries up to " + disk.log.baseIndex() + " for good");
        }
    }

    private void load(SavedSnapshot snapshot) {
        machine.loadSnapshot(snapshot.directory());
        applied = snapshot.index();
        appliedTerm = snapshot.term();
        appliedGroup = snapshot.group();
    }

    void committed(long index) {
        if (index > committed) {
            committed = index;
            calls.addLast(() -> applyUpTo(index));
            schedule();
        }
    }

    /** Does something on the apply thread, after what came before. */
    void call(Runnable call) {
        calls.addLast(call);
        schedule();
    }

    /** Does something once an index has been applied. */
    void whenApplied(long index, Runnable task) {
        if (applied >= index || bugs.has(Bugs.Bug.READS_DO_NOT_WAIT_FOR_APPLY)) {
            lane.after(0, "read point", task);
        } else {
            waiting.computeIfAbsent(index, i -> new ArrayList<>()).add(task);
        }
    }

    void stop() {
        stopped = true;
        calls.clear();
    }

    private void schedule() {
        if (!scheduled && !stopped) {
            scheduled = true;
            lane.inOrder(lane.mostlyUpTo(DELAY_NANOS_MAX), "apply", this::next);
        }
    }

    private void next() {
        scheduled = false;
        Runnable call = calls.pollFirst();
        if (call == null || stopped) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException e) {
            fail(e);
        }
        if (!calls.isEmpty()) {
            schedule();
        }
    }

    private void fail(RuntimeException cause) {
        stop();
        listener.failed(cause);
        machine.failed(cause);
    }

    private void applyUpTo(long index) {
        long last = Math.min(index, applied + 1 + lane.random().nextInt(GROUP_MAX));
        if (last <= applied) {
            return;
        }
        for (long i = applied + 1; i <= last; i++) {
            LogEntry entry = disk.log.get(i);
            byte[] data = entry.data();
            if (data != null) {
                machine.apply(i, entry.term(), data);
            }
        }
        if (last < index) {
            calls.addFirst(() -> applyUpTo(index));
        }
        machine.applyBatchEnded();
        long from = applied + 1;
        applied = last;
        appliedTerm = disk.log.get(last).term();
        appliedGroup = disk.log.get(last).group();
        listener.applied(last);
        for (long i = from; i <= last; i++) {
            if (disk.log.get(i).data() == null) {
                listener.termBegun(disk.log.get(i).term());
            }
        }
        NavigableMap<Long, List<Runnable>> due = waiting.headMap(last, true);
        due.values().forEach(tasks -> tasks.forEach(task -> lane.after(0, "read point", task)));
        due.clear();
    }

    void leadershipStarted(long memberId, long term) {
        machine.leaderChanged(memberId, term);
        machine.leadershipStarted(term);
        leadingTerm = term;
    }

    void leadershipStopped() {
        call(
                () -> {
                    long term = leadingTerm;
                    leadingTerm = 0;
                    if (term != 0) {
                        machine.leadershipStopped();
                        machine.leaderChanged(0, term);
                    }
                });
    }

    void following(long leaderId, long term) {
        call(() -> machine.leaderChanged(leaderId, term));
    }

    /** Takes a snapshot of what is applied by the time it is this call's turn. */
    void snapshot() {
        call(this::beginSnapshot);
    }

    private void beginSnapshot() {
        SavedSnapshot newest = disk.newestSnapshot();
        if (saving || applied == 0 || (newest != null && newest.index() >= applied)) {
            return;
        }
        saving = true;
        Path directory = disk.newDirectory(member);
        SavedSnapshot snapshot = new SavedSnapshot(applied, appliedTerm, appliedGroup, directory);
        CompletionStage<Void> written = save(directory);
        boolean early = bugs.has(Bugs.Bug.TRUNCATED_BEFORE_SNAPSHOT_IS_DURABLE);
        written.whenComplete(
                (done, failure) ->
                        lane.after(
                                lane.mostlyUpTo(5_000_000),
                                "snapshot written",
                                () -> written(snapshot, failure, early)));
    }

    private CompletionStage<Void> save(Path directory) {
        try {
            return machine.saveSnapshot(directory);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void written(SavedSnapshot snapshot, Throwable failure, boolean early) {
        if (failure != null) {
            saving = false;
            if (String.valueOf(failure.getMessage()).contains("No space left")) {
                machine.snapshotAbandoned(failure);
            } else {
                stop();
                machine.failed(failure);
            }
            return;
        }
        SavedSnapshot newest = disk.newestSnapshot();
        if (newest != null && newest.index() >= snapshot.index()) {
            // The leader's came first.
            saving = false;
            return;
        }
        if (early) {
            disk.register(snapshot);
            disk.log.dropUpTo(snapshot.index());
        } else {
            disk.sync(snapshot.directory());
            disk.register(snapshot);
        }
        lane.after(lane.mostlyUpTo(5_000_000), "truncate", () -> truncate(snapshot));
    }

    /** The log keeps what followers that are a little behind may need. */
    private void truncate(SavedSnapshot snapshot) {
        saving = false;
        disk.sync(snapshot.directory());
        SavedSnapshot former = disk.formerSnapshot();
        if (former != null) {
            disk.log.dropUpTo(former.index());
        }
    }

    /** Takes over a snapshot of the leader that is on this member's disk. */
    void install(SavedSnapshot snapshot, Runnable done) {
        call(
                () -> {
                    if (snapshot.index() > applied) {
                        load(snapshot);
                        committed = Math.max(committed, applied);
                        listener.applied(applied);
                    }
                    lane.after(lane.mostlyUpTo(1_000_000), "log reset", done);
                });
    }
}
