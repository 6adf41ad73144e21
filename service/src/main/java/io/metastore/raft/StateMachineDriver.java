package io.metastore.raft;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Iterator;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.core.StateMachineAdapter;
import com.alipay.sofa.jraft.entity.LeaderChangeContext;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.RaftOutter.SnapshotMeta;
import com.alipay.sofa.jraft.error.RaftError;
import com.alipay.sofa.jraft.error.RaftException;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotReader;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drives our state machine on the library's apply thread. The first failure is final: it is told
 * once, the library is stopped, and nothing is applied after it.
 */
final class StateMachineDriver extends StateMachineAdapter {
    private final StateMachine machine;
    private final PeerId self;
    private final Consumer<Throwable> halt;
    private final Runnable applied;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AppliedIndex appliedIndex = new AppliedIndex();
    private volatile long leadingTerm;
    private volatile boolean opened;

    /**
     * @param halt stops the library after a failure of our state machine
     * @param applied called after each group of entries has been applied and answered
     */
    StateMachineDriver(
            StateMachine machine, PeerId self, Consumer<Throwable> halt, Runnable applied) {
        this.machine = machine;
        this.self = self;
        this.halt = halt;
        this.applied = applied;
    }

    /** Called when the library has loaded what was on disk; later snapshots come from others. */
    void opened() {
        opened = true;
    }

    AppliedIndex appliedIndex() {
        return appliedIndex;
    }

    /** Whether this member leads and has applied an entry of its own term. */
    boolean leads() {
        return leadingTerm != 0;
    }

    @Nullable Throwable failure() {
        return failure.get();
    }

    @Override
    public void onApply(Iterator entries) {
        if (failure.get() != null) {
            entries.setErrorAndRollback(1, new Status(RaftError.ESTATEMACHINE, "stopped"));
            return;
        }
        var closures = new ArrayList<Closure>();
        try {
            long last = applyAll(entries, closures);
            machine.applyBatchEnded();
            appliedIndex.entries(last);
        } catch (Throwable e) {
            fail(e);
            complete(closures, new Status(RaftError.ESTATEMACHINE, "the state machine failed"));
            throw e;
        }
        complete(closures, Status.OK());
        applied.run();
    }

    private long applyAll(Iterator entries, List<Closure> closures) {
        long last = appliedIndex.get();
        while (entries.hasNext()) {
            last = entries.getIndex();
            machine.apply(last, entries.getTerm(), bytes(entries.getData()));
            Closure done = entries.done();
            if (done != null) {
                closures.add(done);
            }
            entries.next();
        }
        return last;
    }

    private static void complete(List<Closure> closures, Status status) {
        closures.forEach(closure -> closure.run(status));
    }

    @Override
    public void onSnapshotSave(SnapshotWriter writer, Closure done) {
        save(writer)
                .thenAccept(saved -> finish(writer))
                .whenComplete((ok, cause) -> done.run(saveStatus(cause)));
    }

    private CompletionStage<Void> save(SnapshotWriter writer) {
        try {
            return machine.saveSnapshot(SnapshotFiles.createState(writer));
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static void finish(SnapshotWriter writer) {
        try {
            SnapshotFiles.finish(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A snapshot for which the disk had no room is given up: the library removes what there is of
     * it and keeps the log. One that cannot be written for another reason stops the member, because
     * its log could only grow from there.
     */
    private Status saveStatus(@Nullable Throwable cause) {
        if (cause == null) {
            return Status.OK();
        }
        if (FullDisk.isCauseOf(cause)) {
            machine.snapshotAbandoned(cause);
            return new Status(RaftError.ECANCELED, "no room for a snapshot: %s", cause);
        }
        return new Status(RaftError.EIO, "cannot save a snapshot: %s", cause);
    }

    @Override
    public boolean onSnapshotLoad(SnapshotReader reader) {
        try {
            SnapshotMeta position = SnapshotFiles.open(reader);
            machine.loadSnapshot(SnapshotFiles.state(reader));
            appliedIndex.snapshot(position.getLastIncludedIndex());
            if (opened) {
                // The library closes only the reader of its own start. One that stays open keeps
                // the snapshot's files until the process ends, however many follow it.
                reader.close();
            }
            return true;
        } catch (IOException | RuntimeException e) {
            fail(e);
            return false;
        }
    }

    @Override
    public void onLeaderStart(long term) {
        guarded(
                () -> {
                    machine.leaderChanged(PeerIds.idOf(self), term);
                    machine.leadershipStarted(term);
                    leadingTerm = term;
                });
    }

    @Override
    public void onLeaderStop(Status status) {
        long term = leadingTerm;
        leadingTerm = 0;
        if (term != 0) {
            guarded(
                    () -> {
                        machine.leadershipStopped();
                        machine.leaderChanged(PeerIds.NOBODY, term);
                    });
        }
    }

    @Override
    public void onStartFollowing(LeaderChangeContext context) {
        leaderChanged(context.getLeaderId(), context.getTerm());
    }

    @Override
    public void onStopFollowing(LeaderChangeContext context) {
        leaderChanged(null, context.getTerm());
    }

    private void leaderChanged(@Nullable PeerId leader, long term) {
        guarded(() -> machine.leaderChanged(PeerIds.idOf(leader), term));
    }

    @Override
    public void onError(RaftException cause) {
        tell(cause);
    }

    @Override
    public void onConfigurationCommitted(Configuration configuration) {
        // The library knows its own members; nobody above asks for them.
    }

    private void guarded(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable cause) {
        tell(cause);
        halt.accept(cause);
    }

    private void tell(Throwable cause) {
        if (failure.compareAndSet(null, cause)) {
            machine.failed(cause);
        }
    }

    private static byte[] bytes(ByteBuffer data) {
        if (data.hasArray() && data.arrayOffset() == 0 && data.remaining() == data.array().length) {
            return data.array();
        }
        byte[] bytes = new byte[data.remaining()];
        data.duplicate().get(bytes);
        return bytes;
    }
}
