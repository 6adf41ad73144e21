package io.metastore.verification;

import io.metastore.mvcc.HashAnswer;
import io.metastore.mvcc.StoreHash;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Compares everything that members hold, for the leader to do from time to time:
 *
 * <ol>
 *   <li>the own hash at the current revision;
 *   <li>the hashes of all others at that revision;
 *   <li>a read barrier, after which this member has applied whatever another had applied when it
 *       answered, and the own hash again.
 * </ol>
 *
 * Wrong is: the own hash changed though no revision and no compaction came in between; a member is
 * ahead of the barrier; hashes under the same compaction differ. One run at a time; each member
 * reads all of its data.
 */
public final class PeriodicCheck {
    private final ClusterHashes hashes;
    private final Consumer<Finding> findings;

    /**
     * @param findings told of members that differ
     */
    public PeriodicCheck(ClusterHashes hashes, Consumer<Finding> findings) {
        this.hashes = hashes;
        this.findings = findings;
    }

    /** Looks once; fails when the own hash cannot be computed or there is no leader. */
    public CompletionStage<Void> run() {
        return hashes.computed(0)
                .thenCompose(
                        first ->
                                hashes.computedByPeers(first.hash().revision())
                                        .thenCompose(peers -> runOn(first.hash(), peers)));
    }

    private CompletionStage<Void> runOn(StoreHash first, List<PeerHash> peers) {
        return hashes.readBarrier()
                .thenCompose(reached -> hashes.computed(0))
                .thenAccept(second -> judge(first, peers, second));
    }

    private void judge(StoreHash first, List<PeerHash> peers, HashAnswer second) {
        if (isSameMoment(first, second.hash()) && first.hash() != second.hash().hash()) {
            tell("hash changed without a write", List.of(hashes.memberId()), first, peers);
            return;
        }
        List<Long> ahead = new ArrayList<>();
        for (PeerHash peer : peers) {
            if (peer.answer() != null && isAhead(peer.answer(), second)) {
                ahead.add(peer.memberId());
            }
        }
        if (!ahead.isEmpty()) {
            tell("member is ahead of the leader", ahead, second.hash(), peers);
            return;
        }
        List<Long> guilty = Verdict.guilty(hashes.memberId(), first, peers);
        if (!guilty.isEmpty()) {
            tell("members have different hashes", guilty, first, peers);
        }
    }

    private void tell(String what, List<Long> guilty, StoreHash own, List<PeerHash> peers) {
        findings.accept(new Finding(what, guilty, own, peers));
    }

    private static boolean isSameMoment(StoreHash one, StoreHash other) {
        return one.revision() == other.revision()
                && one.compactRevision() == other.compactRevision();
    }

    private static boolean isAhead(HashAnswer peer, HashAnswer own) {
        return peer.currentRevision() > own.currentRevision()
                || peer.hash().compactRevision() > own.hash().compactRevision();
    }
}
