package io.metastore.node;

import io.metastore.alarm.AlarmStore;
import io.metastore.apply.Applier;
import io.metastore.apply.Entry;
import io.metastore.apply.EntryResult;
import io.metastore.engine.Engine;
import io.metastore.engine.SnapshotSource;
import io.metastore.engine.StateStorage;
import io.metastore.engine.WriteBatch;
import io.metastore.lease.LeaseStore;
import io.metastore.mvcc.MvccStore;
import io.metastore.raft.StateMachine;
import io.metastore.watch.WatchHub;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * The state that the log drives: applies entries, publishes what they did to watchers and to the
 * requests that wait, takes and loads snapshots. The apply thread is its only writer.
 */
final class Replica implements StateMachine {
    /** What a replica tells the rest of the node. */
    interface Listener {
        void snapshotDue();

        void leadershipStarted();

        void stateReplaced();

        void compacted();

        /** The list of members may have changed. */
        void membersChanged();

        void snapshotAbandoned(Throwable cause);

        void failed(Throwable cause);
    }

    private static final Logger LOG = Logger.getLogger(Replica.class);

    private final State state;
    private final Applier applier;
    private final Proposals proposals;
    private final Leadership leadership;
    private final LeaseClock clock;
    private final NodeStats stats;
    private final ReplicaTiming timing;
    private final SnapshotPolicy snapshots;
    private final Executor snapshotWriter;
    private final LongConsumer appliedBytes;
    private final Listener listener;

    /** The parts of the applied state. */
    record State(
            StateStorage storage,
            MvccStore store,
            LeaseStore leases,
            AlarmStore alarms,
            WatchHub watches) {
        Engine engine() {
            return storage.engine();
        }
    }

    /** What a replica works with besides its state. */
    record Surroundings(
            Proposals proposals,
            Leadership leadership,
            LeaseClock clock,
            NodeStats stats,
            SnapshotPolicy snapshots,
            Executor snapshotWriter,
            LongConsumer appliedBytes) {}

    Replica(
            State state,
            Applier applier,
            Surroundings surroundings,
            ReplicaTiming timing,
            Listener listener) {
        this.state = state;
        this.applier = applier;
        this.proposals = surroundings.proposals();
        this.leadership = surroundings.leadership();
        this.clock = surroundings.clock();
        this.stats = surroundings.stats();
        this.snapshotWriter = surroundings.snapshotWriter();
        this.appliedBytes = surroundings.appliedBytes();
        this.timing = timing;
        this.snapshots = surroundings.snapshots();
        this.listener = listener;
    }

    @Override
    public void apply(long index, long term, byte[] bytes) {
        if (index <= state.engine().appliedIndex()) {
            return;
        }
        long startNanos = timing.nanoTime().getAsLong();
        Entry entry = Entry.parse(bytes);
        EntryResult result;
        try (WriteBatch batch = state.engine().begin()) {
            batch.applied(index, term);
            result = applier.apply(entry, index, batch);
            commit(batch);
        }
        clock.applied(state.leases().clockMillis());
        snapshots.applied(bytes.length);
        appliedBytes.accept(bytes.length);
        stats.applied(entry, result);
        publish(entry, result);
        warnWhenSlow(index, entry, timing.nanoTime().getAsLong() - startNanos);
    }

    private void warnWhenSlow(long index, Entry entry, long tookNanos) {
        if (tookNanos > timing.slowApplyNanos()) {
            stats.slowApply();
            LOG.warnf(
                    "apply request took too long took=%dms expected-duration=%dms index=%d"
                            + " commands=%d",
                    tookNanos / 1_000_000,
                    timing.slowApplyNanos() / 1_000_000,
                    index,
                    entry.commands().size());
        }
    }

    private void commit(WriteBatch batch) {
        long startNanos = timing.nanoTime().getAsLong();
        batch.commit();
        timing.durations().commitNanos().accept(timing.nanoTime().getAsLong() - startNanos);
    }

    private void publish(Entry entry, EntryResult result) {
        if (!result.changes().isEmpty()) {
            state.watches().publishBatch(StoreChanges.byRevision(result.changes()));
        }
        if (result.compacted()) {
            listener.compacted();
        }
        if (result.membersChanged()) {
            listener.membersChanged();
        }
        proposals.applied(entry.proposerId(), entry.sequence(), result.outcomes());
    }

    @Override
    public void applyBatchEnded() {
        proposals.flush();
        if (snapshots.isDue(state.engine().sizeBytes())) {
            snapshots.taken();
            listener.snapshotDue();
        }
    }

    @Override
    public CompletionStage<Void> saveSnapshot(Path directory) {
        Runnable writing = state.storage().writer().begin(directory);
        return CompletableFuture.runAsync(() -> write(writing), snapshotWriter);
    }

    private void write(Runnable writing) {
        long startNanos = timing.nanoTime().getAsLong();
        writing.run();
        timing.durations().snapshotNanos().accept(timing.nanoTime().getAsLong() - startNanos);
    }

    @Override
    public void snapshotAbandoned(Throwable cause) {
        listener.snapshotAbandoned(cause);
    }

    @Override
    public void loadSnapshot(Path directory) {
        SnapshotSource source = state.storage().open(directory);
        long applied = state.engine().appliedIndex();
        if (applied > 0 && applied >= source.appliedIndex()) {
            // A durable engine is ahead of the member's own snapshot when it starts.
            return;
        }
        state.engine().restore(source);
        state.leases().reload();
        state.alarms().reload();
        clock.applied(state.leases().clockMillis());
        listener.stateReplaced();
    }

    @Override
    public void leadershipStarted(long term) {
        clock.leadershipStarted(state.leases().clockMillis());
        Leadership.Leader leader = leadership.leader();
        leadership.set(new Leadership.Leader(leader.memberId(), term, true));
        listener.leadershipStarted();
    }

    @Override
    public void leadershipStopped() {
        clock.leadershipStopped(state.leases().clockMillis());
        leadership.set(new Leadership.Leader(0, leadership.leader().term(), false));
    }

    @Override
    public void leaderChanged(long leaderId, long term) {
        boolean self = leadership.leader().self() && leadership.leader().term() == term;
        leadership.set(new Leadership.Leader(leaderId, term, self && leaderId != 0));
    }

    @Override
    public void failed(Throwable cause) {
        listener.failed(cause);
    }
}
