package io.metastore.verification;

import io.metastore.mvcc.HashAnswer;
import io.metastore.mvcc.StoreHash;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The hashes that the members of a cluster can tell, as one of them sees it. Any thread. */
public interface ClusterHashes {
    /** The member that looks. */
    long memberId();

    /**
     * The own hash, computed now.
     *
     * @param revision 0 for the current one
     */
    CompletionStage<HashAnswer> computed(long revision);

    /** The own hashes that compactions left, the newest first. */
    List<StoreHash> ofCompactionsNewestFirst();

    /** What every other member computes at a revision. Bounded in time; never fails. */
    CompletionStage<List<PeerHash>> computedByPeers(long revision);

    /** What a compaction left at every other member. Bounded in time; never fails. */
    CompletionStage<List<PeerHash>> ofCompactionByPeers(long revision);

    /** Completes when this member has applied all that any member has applied before the call. */
    CompletionStage<Void> readBarrier();
}
