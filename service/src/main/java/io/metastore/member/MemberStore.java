package io.metastore.member;

import io.metastore.api.etcdserverpb.Member;
import io.metastore.command.ClusterBootstrap;
import io.metastore.command.MemberPublication;
import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import io.metastore.engine.View;
import io.metastore.engine.WriteBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The members in the applied state, ascending by id. Written by the apply thread. */
public final class MemberStore {
    private static final byte[] CLUSTER_ID = "cluster-id".getBytes(StandardCharsets.US_ASCII);

    private final Engine engine;

    public MemberStore(Engine engine) {
        this.engine = engine;
    }

    /** Records the members a cluster starts with; without effect once there are any. */
    public ClusterBootstrap bootstrap(WriteBatch batch, ClusterBootstrap bootstrap) {
        if (batch.get(Keyspace.META, CLUSTER_ID) == null) {
            byte[] id = ByteBuffer.allocate(Long.BYTES).putLong(bootstrap.getClusterId()).array();
            batch.put(Keyspace.META, CLUSTER_ID, id);
            bootstrap.getMembersList().forEach(member -> MemberRows.put(batch, member));
        }
        return bootstrap;
    }

    /** Records name and client URLs of a member; without effect when it is unknown. */
    public MemberPublication publish(WriteBatch batch, MemberPublication publication) {
        Member member = MemberRows.find(batch, publication.getId());
        if (member != null) {
            MemberRows.put(
                    batch,
                    member.toBuilder()
                            .setName(publication.getName())
                            .clearClientURLs()
                            .addAllClientURLs(publication.getClientUrlsList())
                            .build());
        }
        return publication;
    }

    /** The members of the newest committed state. */
    public List<Member> members() {
        return MemberRows.all(engine);
    }

    /** The id of the cluster in a state; 0 when its members have not been recorded yet. */
    public static long clusterId(View view) {
        byte[] row = view.get(Keyspace.META, CLUSTER_ID);
        return row == null ? 0 : ByteBuffer.wrap(row).getLong();
    }

    /**
     * The members in a state.
     *
     * @throws IllegalStateException when a row is damaged
     */
    public static List<Member> members(View view) {
        return MemberRows.all(view);
    }

    /** The members and a removal, of one state. */
    public MemberView view(long id) {
        try (Snapshot snapshot = engine.snapshot()) {
            return new MemberView(MemberRows.all(snapshot), MemberRows.isRemoved(snapshot, id));
        }
    }
}
