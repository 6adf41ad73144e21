package io.metastore.node;

import io.metastore.mvcc.MvccStore;
import io.metastore.raft.Consensus;
import io.metastore.watch.WatchHub;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What the replica sets off in the rest of the node. Apply thread. */
final class ReplicaEvents implements Replica.Listener {
    private static final Logger LOG = Logger.getLogger(ReplicaEvents.class);

    /** Rest before a snapshot is tried again for which the disk had no room. */
    static final long SNAPSHOT_RETRY_MILLIS = 30_000;

    private final Followers followers;
    private final Supplier<Consensus> consensus;
    private final ScheduledExecutorService timer;
    private final Consumer<Throwable> failed;

    /** Who follows the state of the replica. */
    record Followers(
            MvccStore keys,
            WatchHub watches,
            CompactionRunner compaction,
            LeaseKeeper leases,
            ClusterDuties cluster) {}

    ReplicaEvents(
            Followers followers,
            Supplier<Consensus> consensus,
            ScheduledExecutorService timer,
            Consumer<Throwable> failed) {
        this.followers = followers;
        this.consensus = consensus;
        this.timer = timer;
        this.failed = failed;
    }

    @Override
    public void snapshotDue() {
        consensus.get().snapshot();
    }

    @Override
    public void leadershipStarted() {
        timer.execute(followers.leases()::tick);
    }

    @Override
    public void stateReplaced() {
        followers.watches().reset(followers.keys().revision());
        followers.cluster().membersChanged();
        followers.compaction().wake();
    }

    @Override
    public void compacted() {
        followers.watches().compacted(followers.keys().compactRevision());
        followers.compaction().wake();
    }

    @Override
    public void membersChanged() {
        followers.cluster().membersChanged();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a stopped timer drops it with the node
    public void snapshotAbandoned(Throwable cause) {
        LOG.warnf("no room for a snapshot, it is tried again later: %s", cause);
        timer.schedule(
                () -> consensus.get().snapshot(), SNAPSHOT_RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void failed(Throwable cause) {
        failed.accept(cause);
    }
}
