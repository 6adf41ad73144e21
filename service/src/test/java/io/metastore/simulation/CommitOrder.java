package io.metastore.simulation;

import io.metastore.alarm.AlarmStore;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.apply.Applier;
import io.metastore.apply.Entry;
import io.metastore.apply.EntryResult;
import io.metastore.command.Command;
import io.metastore.engine.Engine;
import io.metastore.engine.Snapshot;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.memory.MemoryEngine;
import io.metastore.lease.LeaseStore;
import io.metastore.member.MemberStore;
import io.metastore.mvcc.MvccStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the group has agreed on, in order, as the simulation sees it at the moment of each commit,
 * and the state that a member without any fault would have after each entry.
 */
final class CommitOrder {
    private final Scheduler scheduler;
    private final Bugs bugs;
    private final List<LogEntry> entries = new ArrayList<>();
    private final List<Snapshot> states = new ArrayList<>();
    private final Map<Long, Integer> hashes = new HashMap<>();
    private final Engine engine = new MemoryEngine();
    private final LeaseStore leases = new LeaseStore(engine);
    private final Applier applier;
    private final KeyHistory keys = new KeyHistory();
    private final LeaseHistory leaseHistory = new LeaseHistory();

    CommitOrder(Scheduler scheduler, Bugs bugs) {
        this.scheduler = scheduler;
        this.bugs = bugs;
        this.applier =
                new Applier(
                        new MvccStore(engine),
                        leases,
                        new MemberStore(engine),
                        new AlarmStore(engine),
                        revision -> ResponseHeader.newBuilder().setRevision(revision).build(),
                        () -> false);
        states.add(engine.snapshot());
    }

    KeyHistory keys() {
        return keys;
    }

    LeaseHistory leases() {
        return leaseHistory;
    }

    /** Entries committed so far. */
    long index() {
        return entries.size();
    }

    /** The last entry that changes the state. */
    long appliedIndex() {
        return engine.appliedIndex();
    }

    /** A member has learned that entries of its log are committed. */
    void committed(DiskLog log, long after, long index) {
        for (long i = Math.max(after, log.baseIndex()) + 1; i <= index; i++) {
            LogEntry entry = log.get(i);
            if (i <= entries.size()) {
                checkSame(entries.get((int) i - 1), entry);
            } else if (i == entries.size() + 1) {
                entries.add(entry.copy());
                apply(entry.copy());
            } else {
                throw new AssertionError("entry " + i + " committed after " + entries.size());
            }
        }
    }

    private static void checkSame(LogEntry known, LogEntry entry) {
        if (known.term() != entry.term() || !Arrays.equals(known.data(), entry.data())) {
            throw new AssertionError(
                    "two entries committed at the same index: " + known + " and " + entry);
        }
    }

    private void apply(LogEntry logEntry) {
        byte[] data = logEntry.data();
        if (data != null) {
            Entry entry = Entry.parse(data);
            EntryResult result;
            try (WriteBatch batch = new MistakenBatch(engine.begin(), bugs)) {
                batch.applied(logEntry.index(), logEntry.term());
                result = applier.apply(entry, logEntry.index(), batch);
                batch.commit();
            }
            if (result.outcomes().isEmpty()) {
                scheduler.count("retries");
            }
            result.changes().forEach(keys::add);
            leaseHistory.applied(scheduler.nowMillis(), engine, named(entry));
        }
        states.add(engine.snapshot());
    }

    private static List<Long> named(Entry entry) {
        return entry.commands().stream()
                .flatMap(
                        command ->
                                switch (command.getRequestCase()) {
                                    case LEASE_GRANT ->
                                            List.of(command.getLeaseGrant().getID()).stream();
                                    case LEASE_REVOKE ->
                                            List.of(command.getLeaseRevoke().getID()).stream();
                                    case LEASE_EXPIRY ->
                                            command.getLeaseExpiry().getIdsList().stream();
                                    default -> List.<Long>of().stream();
                                })
                .toList();
    }

    /** Compares the state of a member with what it has to be. */
    void check(String member, Engine state) {
        long index = state.appliedIndex();
        if (index > entries.size()) {
            throw new AssertionError(member + " has applied " + index + ", which is not committed");
        }
        int hash = new MvccStore(state).hasher().ofState().hash().hash();
        if (hash != hashAt(index)) {
            throw new AssertionError(
                    "%s differs from the commit order at %d".formatted(member, index));
        }
    }

    private int hashAt(long index) {
        return hashes.computeIfAbsent(
                index,
                i -> {
                    MemoryEngine copy = new MemoryEngine();
                    copy.restore(Disk.source(states.get(i.intValue())));
                    return new MvccStore(copy).hasher().ofState().hash().hash();
                });
    }

    /** The hash of the history at a revision, as every member has to tell it now. */
    int hashKv(long revision) {
        return new MvccStore(engine).hasher().computedAt(revision).hash().hash();
    }

    long compactRevision() {
        return new MvccStore(engine).compactRevision();
    }

    boolean hasLeases() {
        return !leases.isEmpty();
    }

    /** Commands by kind, to see what a run has exercised. */
    Map<Command.RequestCase, Integer> commands() {
        Map<Command.RequestCase, Integer> counts = new HashMap<>();
        for (LogEntry entry : entries) {
            byte[] data = entry.data();
            if (data != null) {
                Entry.parse(data)
                        .commands()
                        .forEach(
                                command -> counts.merge(command.getRequestCase(), 1, Integer::sum));
            }
        }
        return counts;
    }
}
