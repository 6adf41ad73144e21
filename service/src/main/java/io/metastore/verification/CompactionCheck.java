package io.metastore.verification;

import io.metastore.mvcc.StoreHash;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Compares what compactions left. Members compact at the same revisions and compute a hash each
 * time, so this costs no more than a few small messages: begins with the newest compaction and goes
 * back until every member knows the hash, or somebody has another one. Members that are not done
 * with a compaction yet, or are down, are looked at again the next time. One run at a time.
 */
public final class CompactionCheck {
    private final ClusterHashes hashes;
    private final Consumer<Finding> findings;

    /** The greatest revision at which all members agreed. */
    private volatile long agreedRevision;

    /**
     * @param findings told of members that differ
     */
    public CompactionCheck(ClusterHashes hashes, Consumer<Finding> findings) {
        this.hashes = hashes;
        this.findings = findings;
    }

    /** Looks once; completes when everything has been compared that can be. */
    public CompletionStage<Void> run() {
        return runFrom(hashes.ofCompactionsNewestFirst(), 0);
    }

    private CompletionStage<Void> runFrom(List<StoreHash> newestFirst, int position) {
        if (position == newestFirst.size()
                || newestFirst.get(position).revision() <= agreedRevision) {
            return CompletableFuture.completedFuture(null);
        }
        StoreHash own = newestFirst.get(position);
        return hashes.ofCompactionByPeers(own.revision())
                .thenCompose(
                        peers ->
                                isSettled(own, peers)
                                        ? CompletableFuture.completedFuture(null)
                                        : runFrom(newestFirst, position + 1));
    }

    private boolean isSettled(StoreHash own, List<PeerHash> peers) {
        List<Long> guilty = Verdict.guilty(hashes.memberId(), own, peers);
        if (!guilty.isEmpty()) {
            findings.accept(new Finding("compaction left different hashes", guilty, own, peers));
            return true;
        }
        boolean complete = peers.stream().allMatch(peer -> Verdict.isComparable(own, peer));
        if (complete) {
            agreedRevision = Math.max(agreedRevision, own.revision());
        }
        return complete;
    }
}
