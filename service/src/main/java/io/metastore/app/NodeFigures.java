package io.metastore.app;

import io.metastore.app.metrics.ConsensusFigures;
import io.metastore.app.metrics.LeaseFigures;
import io.metastore.app.metrics.StoreFigures;
import io.metastore.node.Node;
import io.metastore.node.NodeStats;
import io.metastore.node.StateFigures;
import io.metastore.watch.WatchStats;

/** The node's figures as metrics ask for them. */
final class NodeFigures implements ConsensusFigures, StoreFigures, LeaseFigures {
    private final Node node;
    private final NodeStats stats;
    private final StateFigures state;
    private final WatchStats watches;

    NodeFigures(Node node) {
        this.node = node;
        this.stats = node.stats();
        this.state = node.stateFigures();
        this.watches = node.watches().stats();
    }

    @Override
    public boolean hasLeader() {
        return node.leadership().isKnown();
    }

    @Override
    public boolean isLeader() {
        return node.leadership().isSelf();
    }

    @Override
    public boolean isLearner() {
        return node.clusterView().isLearner();
    }

    @Override
    public long leaderChangesSeen() {
        return node.leadership().changesSeen();
    }

    @Override
    public long committedIndex() {
        return node.consensusStatus().committedIndex();
    }

    @Override
    public long appliedIndex() {
        return node.consensusStatus().appliedIndex();
    }

    @Override
    public long proposalsPending() {
        return node.pendingProposals();
    }

    @Override
    public long proposalsFailed() {
        return stats.proposalsFailed();
    }

    @Override
    public long readIndexesFailed() {
        return stats.barriersFailed();
    }

    @Override
    public long slowApplies() {
        return stats.slowApplies();
    }

    @Override
    public long puts() {
        return stats.puts();
    }

    @Override
    public long deletes() {
        return stats.deletes();
    }

    @Override
    public long ranges() {
        return stats.ranges();
    }

    @Override
    public long txns() {
        return stats.txns();
    }

    @Override
    public long currentRevision() {
        return state.revision();
    }

    @Override
    public long compactRevision() {
        return state.compactRevision();
    }

    @Override
    public long keys() {
        return state.keys();
    }

    @Override
    public long putBytes() {
        return stats.putBytes();
    }

    @Override
    public long sizeBytes() {
        return state.sizeBytes();
    }

    @Override
    public long sizeInUseBytes() {
        return state.sizeInUseBytes();
    }

    @Override
    public long nativeMemoryBytes() {
        return state.nativeMemoryBytes();
    }

    @Override
    public long events() {
        return watches.eventsTotal();
    }

    @Override
    public long watchStreams() {
        return watches.streams();
    }

    @Override
    public long watchers() {
        return watches.watchers();
    }

    @Override
    public long slowWatchers() {
        return watches.slowWatchers();
    }

    @Override
    public long pendingEvents() {
        return watches.pendingEvents();
    }

    @Override
    public long granted() {
        return stats.leasesGranted();
    }

    @Override
    public long renewed() {
        return stats.leasesRenewed();
    }

    @Override
    public long revoked() {
        return stats.leasesRevoked();
    }

    @Override
    public long expired() {
        return stats.leasesExpired();
    }
}
