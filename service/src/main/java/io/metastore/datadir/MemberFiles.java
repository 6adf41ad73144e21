package io.metastore.datadir;

import io.metastore.api.etcdserverpb.Member;
import io.metastore.raft.Peer;
import java.net.URI;

/** What the node calls things in a data directory. */
final class MemberFiles {
    /** The state in a Raft snapshot, as {@code node.Replica} writes it. */
    static final String SNAPSHOT_FILE = "state.snapshot";

    private MemberFiles() {}

    /** A member as consensus knows it; the first of its peer URLs counts. */
    static Peer peer(Member member) {
        URI url = URI.create(member.getPeerURLs(0));
        return new Peer(member.getID(), url.getHost(), url.getPort());
    }
}
