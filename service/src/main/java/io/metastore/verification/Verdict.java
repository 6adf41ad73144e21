package io.metastore.verification;

import io.metastore.mvcc.StoreHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the hashes of members and says who is wrong. Pure. */
final class Verdict {
    private Verdict() {}

    /**
     * Whose data is wrong: nobody's when all comparable hashes are equal; otherwise those that
     * differ from a majority of the whole cluster, or {@link Finding#NOBODY} when there is none.
     * Hashes can be compared when they were computed at the same revision under the same
     * compaction.
     *
     * @param peers all other members, those without an answer too
     */
    static List<Long> guilty(long memberId, StoreHash own, List<PeerHash> peers) {
        Map<Integer, List<Long>> membersByHash = new LinkedHashMap<>();
        membersByHash.computeIfAbsent(own.hash(), hash -> new ArrayList<>()).add(memberId);
        for (PeerHash peer : peers) {
            if (isComparable(own, peer)) {
                membersByHash
                        .computeIfAbsent(peer.answer().hash().hash(), hash -> new ArrayList<>())
                        .add(peer.memberId());
            }
        }
        if (membersByHash.size() == 1) {
            return List.of();
        }
        int majority = (peers.size() + 1) / 2 + 1;
        boolean decided = membersByHash.values().removeIf(members -> members.size() >= majority);
        return decided
                ? membersByHash.values().stream().flatMap(List::stream).toList()
                : List.of(Finding.NOBODY);
    }

    static boolean isComparable(StoreHash own, PeerHash peer) {
        return peer.answer() != null
                && peer.answer().hash().compactRevision() == own.compactRevision()
                && peer.answer().hash().revision() == own.revision();
    }
}
