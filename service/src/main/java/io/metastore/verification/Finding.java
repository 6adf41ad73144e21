package io.metastore.verification;

import io.metastore.mvcc.StoreHash;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Members that do not hold the same data.
 *
 * @param what in words
 * @param guilty whose data is taken to be wrong; member 0 when that cannot be said
 * @param own what the member that looked has
 * @param peers what the others said
 */
public record Finding(String what, List<Long> guilty, StoreHash own, List<PeerHash> peers) {
    /** Stands for the whole cluster when no single member can be blamed. */
    public static final long NOBODY = 0;

    public Finding {
        guilty = List.copyOf(guilty);
        peers = List.copyOf(peers);
    }

    /** One line with what an operator needs: who, and at which revision. */
    public String text() {
        return "%s members=%s revision=%d compact-revision=%d hash=%08x peers=[%s]"
                .formatted(
                        what,
                        guilty.stream().map(Long::toHexString).collect(Collectors.joining(",")),
                        own.revision(),
                        own.compactRevision(),
                        own.hash(),
                        peers.stream().map(Finding::text).collect(Collectors.joining(", ")));
    }

    private static String text(PeerHash peer) {
        String id = Long.toHexString(peer.memberId());
        return peer.answer() == null
                ? id + ": unknown"
                : "%s: hash=%08x compact-revision=%d"
                        .formatted(
                                id,
                                peer.answer().hash().hash(),
                                peer.answer().hash().compactRevision());
    }
}
