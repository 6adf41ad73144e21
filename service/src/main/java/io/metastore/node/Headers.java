package io.metastore.node;

import io.metastore.api.etcdserverpb.ResponseHeader;
import java.util.function.LongFunction;

/** Makes this member's response headers. Any thread. */
public final class Headers implements LongFunction<ResponseHeader> {
    private final long clusterId;
    private final long memberId;
    private final Leadership leadership;

    /** Many answers in a row have the same one. */
    private volatile ResponseHeader last;

    Headers(Identity identity, Leadership leadership) {
        this.clusterId = identity.clusterId();
        this.memberId = identity.memberId();
        this.leadership = leadership;
        this.last = header(0, 0);
    }

    /** The header for a revision; 0 leaves the revision out. */
    @Override
    public ResponseHeader apply(long revision) {
        long term = leadership.leader().term();
        ResponseHeader header = last;
        if (header.getRevision() != revision || header.getRaftTerm() != term) {
            header = header(revision, term);
            last = header;
        }
        return header;
    }

    private ResponseHeader header(long revision, long term) {
        return ResponseHeader.newBuilder()
                .setClusterId(clusterId)
                .setMemberId(memberId)
                .setRevision(revision)
                .setRaftTerm(term)
                .build();
    }
}
