package io.metastore.raft;

import com.alipay.sofa.jraft.ReplicatorGroup;
import com.alipay.sofa.jraft.core.Replicator;
import com.alipay.sofa.jraft.util.ThreadId;
import com.alipay.sofa.jraft.util.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Whether this leader is sending a snapshot to somebody. The entries behind that snapshot must stay
 * in the log meanwhile: a member that finds them gone needs the next snapshot, and under load never
 * catches up. Any thread.
 */
final class SnapshotTransfers {
    private final long silenceMillisMax;
    private volatile @Nullable ReplicatorGroup receivers;

    /**
     * @param silenceMillisMax a member that has answered nothing for this long is not waited for
     */
    SnapshotTransfers(long silenceMillisMax) {
        this.silenceMillisMax = silenceMillisMax;
    }

    /** Takes up to whom this member sends while it leads. */
    void watch(ReplicatorGroup group) {
        receivers = group;
    }

    /**
     * Whether somebody who answers needs entries that are not in the log any more.
     *
     * @param firstLogIndex the first entry that is
     */
    boolean isAnyUnderWay(long firstLogIndex) {
        ReplicatorGroup group = receivers;
        if (group == null) {
            return false;
        }
        return group.listReplicators().stream().anyMatch(one -> needs(one, firstLogIndex));
    }

    private boolean needs(ThreadId receiver, long firstLogIndex) {
        long next = Replicator.getNextIndexUnsafe(receiver);
        long silence = Utils.monotonicMs() - Replicator.getLastRpcSendTimestamp(receiver);
        return next >= 0 && next < firstLogIndex && silence < silenceMillisMax;
    }
}
