package io.metastore.node;

import io.metastore.api.etcdserverpb.ResponseHeader;
import java.util.function.LongFunction;

/** Makes this member's response headers. Any thread. */
public final class Headers implements LongFunction<ResponseHeader> {
    private final long clusterId;
    private final long memberId;
    private final Leadership leadership;

    Headers(Identity identity, Leadership leadership) {
        this.clusterId = identity.clusterId();
        this.memberId = identity.memberId();
        this.leadership = leadership;
    }

    /** The header for a revision; 0 leaves the revision out. */
    @Override
    public ResponseHeader apply(long revision) {
        return ResponseHeader.newBuilder()
                .setClusterId(clusterId)
                .setMemberId(memberId)
                .setRevision(revision)
                .setRaftTerm(leadership.leader().term())
                .build();
    }
}
