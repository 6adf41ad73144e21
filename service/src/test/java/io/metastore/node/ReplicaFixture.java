package io.metastore.node;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.metastore.alarm.AlarmStore;
import io.metastore.api.etcdserverpb.LeaseGrantRequest;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.apply.Applier;
import io.metastore.apply.Entry;
import io.metastore.command.Command;
import io.metastore.engine.Engine;
import io.metastore.engine.SnapshotFileFormat;
import io.metastore.engine.SnapshotFormats;
import io.metastore.engine.StateStorage;
import io.metastore.engine.memory.MemoryEngine;
import io.metastore.lease.LeaseStore;
import io.metastore.member.MemberStore;
import io.metastore.mvcc.MvccStore;
import io.metastore.mvcc.ReadTxn;
import io.metastore.watch.WatchEnvironment;
import io.metastore.watch.WatchHub;
import io.metastore.watch.WatchLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** One member without threads and without a library: what it proposes is applied on demand. */
final class ReplicaFixture {
    static final long SNAPSHOT_ENTRIES = 3;

    final ManualTimer timer = new ManualTimer();
    final Engine engine = new MemoryEngine();
    final StateStorage storage =
            new StateStorage(
                    engine,
                    SnapshotFileFormat.writer(engine),
                    true,
                    new SnapshotFormats(List.of(new SnapshotFileFormat())));
    final MvccStore store = new MvccStore(engine);
    final LeaseStore leases = new LeaseStore(engine);
    final MemberStore members = new MemberStore(engine);
    final AlarmStore alarms = new AlarmStore(engine);
    final Leadership leadership = new Leadership(timer::nanoTime, 1_000);
    final LeaseClock clock = new LeaseClock(timer::nanoTime, 0);
    final NodeStats stats = new NodeStats();
    final List<byte[]> sent = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final Proposals proposals;
    final Replica replica;
    private int appliedEntries;

    ReplicaFixture(long proposerId) {
        proposals =
                new Proposals(
                        proposerId,
                        ProposalLimits.of(1 << 20, 7_000),
                        leadership,
                        entry -> {
                            Entry.stamp(entry, clock.nowMillis());
                            sent.add(entry);
                            return new CompletableFuture<>();
                        },
                        timer::nanoTime,
                        stats);
        Identity identity = new Identity(9, 1, "one", List.of(), List.of());
        Headers headers = new Headers(identity, leadership);
        WatchHub watches =
                new WatchHub(
                        new WatchEnvironment(
                                new StoreHistory(store, new Damage(cause -> {})),
                                headers,
                                Runnable::run,
                                new SplittableRandom(1)),
                        WatchLimits.defaults(),
                        store.revision());
        replica =
                new Replica(
                        new Replica.State(storage, store, leases, alarms, watches),
                        new Applier(
                                store, leases, members, alarms, headers, watches::isPrevKvWanted),
                        new Replica.Surroundings(
                                proposals,
                                leadership,
                                clock,
                                stats,
                                new SnapshotPolicy(SNAPSHOT_ENTRIES, true),
                                timer,
                                appliedBytes -> {}),
                        new ReplicaTiming(
                                timer::nanoTime,
                                Long.MAX_VALUE,
                                new NodeDurations(
                                        nanos -> {},
                                        nanos -> {},
                                        nanos -> {},
                                        nanos -> {},
                                        nanos -> {})),
                        new Told(watches));
    }

    /** Makes this member the leader of a term, the way the library tells it. */
    void lead(long term) {
        replica.leaderChanged(1, term);
        replica.leadershipStarted(term);
    }

    @CanIgnoreReturnValue
    CompletableFuture<Message> submit(Command command) {
        return proposals.submit(command, Runnable::run).toCompletableFuture();
    }

    /** Applies everything that was proposed and has not been applied. */
    void applySent() {
        while (appliedEntries < sent.size()) {
            replica.apply(engine.appliedIndex() + 1, 1, sent.get(appliedEntries++));
        }
        replica.applyBatchEnded();
    }

    /** Proposes and applies. */
    @CanIgnoreReturnValue
    Message carryOut(Command command) {
        CompletableFuture<Message> answer = submit(command);
        applySent();
        return answer.join();
    }

    boolean isThere(String key) {
        try (ReadTxn txn = store.read()) {
            return txn.get(ByteString.copyFromUtf8(key)) != null;
        }
    }

    static Command put(String key, long lease) {
        return Command.newBuilder()
                .setPut(
                        PutRequest.newBuilder()
                                .setKey(ByteString.copyFromUtf8(key))
                                .setLease(lease))
                .build();
    }

    static Command grant(long id, long ttlSeconds) {
        return Command.newBuilder()
                .setLeaseGrant(LeaseGrantRequest.newBuilder().setID(id).setTTL(ttlSeconds))
                .build();
    }

    private final class Told implements Replica.Listener {
        private final WatchHub watches;

        private Told(WatchHub watches) {
            this.watches = watches;
        }

        @Override
        public void snapshotDue() {
            told.add("snapshot due");
        }

        @Override
        public void leadershipStarted() {
            told.add("leadership started");
        }

        @Override
        public void stateReplaced() {
            watches.reset(store.revision());
            told.add("state replaced");
        }

        @Override
        public void compacted() {
            told.add("compacted");
        }

        @Override
        public void membersChanged() {
            told.add("members changed");
        }

        @Override
        public void snapshotAbandoned(Throwable cause) {
            told.add("snapshot abandoned");
        }

        @Override
        public void failed(Throwable cause) {
            told.add("failed");
        }
    }
}
