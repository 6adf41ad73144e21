package io.metastore.member;

import com.google.protobuf.InvalidProtocolBufferException;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import io.metastore.engine.WriteBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of members: one for each by its id, and a mark for each that was removed. */
final class MemberRows {
    private static final byte[] REMOVED = "removed/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};

    private MemberRows() {}

    /** The members, ascending by id. */
    static List<Member> all(View view) {
        List<Member> members = new ArrayList<>();
        try (Cursor rows = view.scan(Keyspace.MEMBER, NOTHING, null, Direction.FORWARD)) {
            while (rows.next()) {
                members.add(decode(rows.value()));
            }
        }
        return members;
    }

    static @Nullable Member find(View view, long id) {
        byte[] row = view.get(Keyspace.MEMBER, idBytes(id));
        return row == null ? null : decode(row);
    }

    static void put(WriteBatch batch, Member member) {
        batch.put(Keyspace.MEMBER, idBytes(member.getID()), member.toByteArray());
    }

    static void remove(WriteBatch batch, long id) {
        batch.delete(Keyspace.MEMBER, idBytes(id));
        batch.put(Keyspace.META, removedKey(id), NOTHING);
    }

    static boolean isRemoved(View view, long id) {
        return view.get(Keyspace.META, removedKey(id)) != null;
    }

    private static byte[] removedKey(long id) {
        return ByteBuffer.allocate(REMOVED.length + Long.BYTES).put(REMOVED).putLong(id).array();
    }

    private static byte[] idBytes(long id) {
        return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
    }

    private static Member decode(byte[] row) {
        try {
            return Member.parseFrom(row);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("member record cannot be decoded", e);
        }
    }
}
