package io.metastore.raft;

import com.alipay.sofa.jraft.ReplicatorGroup;
import com.alipay.sofa.jraft.core.Replicator;
import com.alipay.sofa.jraft.entity.PeerId;
import org.jspecify.annotations.Nullable;

/** Which entry a leader sends next to each of its followers, as the library knows. Any thread. */
final class FollowerPositions {
    private volatile @Nullable ReplicatorGroup replicators;

    /** Called by the transport, which the library tells who replicates. */
    void are(ReplicatorGroup replicators) {
        this.replicators = replicators;
    }

    /** Whether a follower has yet to be sent an entry at or before this one. */
    boolean isBehind(PeerId follower, long index) {
        ReplicatorGroup known = replicators;
        long next =
                known == null ? -1 : Replicator.getNextIndexUnsafe(known.getReplicator(follower));
        return next >= 0 && next <= index;
    }
}
