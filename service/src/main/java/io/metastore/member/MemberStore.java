package io.metastore.member;

import com.google.protobuf.InvalidProtocolBufferException;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.command.ClusterBootstrap;
import io.metastore.command.MemberPublication;
import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import io.metastore.engine.WriteBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The members in the applied state, ascending by id. Written by the apply thread. */
public final class MemberStore {
    private static final byte[] CLUSTER_ID = "cluster-id".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FIRST = {};

    private final Engine engine;

    public MemberStore(Engine engine) {
        this.engine = engine;
    }

    /** Records the members a cluster starts with; without effect once there are any. */
    public ClusterBootstrap bootstrap(WriteBatch batch, ClusterBootstrap bootstrap) {
        if (batch.get(Keyspace.META, CLUSTER_ID) == null) {
            batch.put(Keyspace.META, CLUSTER_ID, idBytes(bootstrap.getClusterId()));
            for (Member member : bootstrap.getMembersList()) {
                batch.put(Keyspace.MEMBER, idBytes(member.getID()), member.toByteArray());
            }
        }
        return bootstrap;
    }

    /** Records name and client URLs of a member; without effect when it is unknown. */
    public MemberPublication publish(WriteBatch batch, MemberPublication publication) {
        byte[] key = idBytes(publication.getId());
        byte[] row = batch.get(Keyspace.MEMBER, key);
        if (row != null) {
            Member member =
                    decode(row).toBuilder()
                            .setName(publication.getName())
                            .clearClientURLs()
                            .addAllClientURLs(publication.getClientUrlsList())
                            .build();
            batch.put(Keyspace.MEMBER, key, member.toByteArray());
        }
        return publication;
    }

    /** The members of the newest committed state. */
    public List<Member> members() {
        return members(engine);
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
        List<Member> members = new ArrayList<>();
        try (Cursor rows = view.scan(Keyspace.MEMBER, FIRST, null, Direction.FORWARD)) {
            while (rows.next()) {
                members.add(decode(rows.value()));
            }
        }
        return members;
    }

    private static Member decode(byte[] row) {
        try {
            return Member.parseFrom(row);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("member record cannot be decoded", e);
        }
    }

    private static byte[] idBytes(long id) {
        return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
    }
}
