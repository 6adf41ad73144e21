package io.metastore.node;

import io.metastore.api.EtcdError;
import io.metastore.api.EtcdException;
import io.metastore.api.etcdserverpb.CompactionRequest;
import io.metastore.command.Command;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks the schedule on a timer and, while this member leads, proposes what is due. */
final class AutoCompaction {
    private static final Logger LOG = Logger.getLogger(AutoCompaction.class);

    private final CompactionSchedule schedule;
    private final LongSupplier revision;
    private final Leadership leadership;
    private final Proposals proposals;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;

    /** Whether a compaction proposed here has no outcome yet. Timer. */
    private boolean underWay;

    AutoCompaction(
            AutoCompactionSettings settings,
            LongSupplier revision,
            Leadership leadership,
            Proposals proposals,
            ScheduledExecutorService timer,
            LongSupplier nanoTime) {
        this.revision = revision;
        this.leadership = leadership;
        this.proposals = proposals;
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.schedule = CompactionSchedule.of(settings, nowMillis(), revision.getAsLong());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a stopped timer drops it with the node
    void start() {
        timer.schedule(this::tick, schedule.tickMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        boolean leads = leadership.isSelf() && !underWay;
        schedule.tick(nowMillis(), revision.getAsLong(), leads).ifPresent(this::compact);
        start();
    }

    private void compact(long target) {
        underWay = true;
        LOG.infof("starting auto compaction revision=%d", target);
        CompactionRequest request = CompactionRequest.newBuilder().setRevision(target).build();
        proposals
                .submit(Command.newBuilder().setCompaction(request).build(), timer)
                .whenComplete((done, failure) -> ended(target, failure));
    }

    private void ended(long target, @Nullable Throwable failure) {
        underWay = false;
        if (failure == null || isCompactedAlready(failure)) {
            schedule.compacted(nowMillis(), target);
            LOG.infof("completed auto compaction revision=%d", target);
        } else {
            LOG.warnf("auto compaction is tried again later revision=%d: %s", target, failure);
        }
    }

    private static boolean isCompactedAlready(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return cause instanceof EtcdException refusal && refusal.error() == EtcdError.COMPACTED;
    }

    private long nowMillis() {
        return nanoTime.getAsLong() / 1_000_000;
    }
}
