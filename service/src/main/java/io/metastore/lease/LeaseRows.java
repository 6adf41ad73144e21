package io.metastore.lease;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of leases: eight bytes of id to (ttl seconds, expiry), and behind each lease one empty
 * row per attached key, whose key is the id followed by the user key. A user key is never empty, so
 * the two kinds cannot meet.
 */
final class LeaseRows {
    static final byte[] CLOCK = "lease-clock".getBytes(StandardCharsets.US_ASCII);
    static final byte[] EMPTY = {};
    private static final int ID_BYTES = Long.BYTES;

    private LeaseRows() {}

    static byte[] leaseKey(long id) {
        return longBytes(id);
    }

    static byte[] attachmentKey(long id, byte[] key) {
        return ByteBuffer.allocate(ID_BYTES + key.length).putLong(id).put(key).array();
    }

    /** The id that the key of any row of a lease begins with. */
    static long idOf(byte[] row) {
        return ByteBuffer.wrap(row).getLong();
    }

    static byte[] encode(Lease lease) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(lease.ttlSeconds())
                .putLong(lease.expiryMillis())
                .array();
    }

    static Lease decode(byte[] key, byte[] value) {
        ByteBuffer row = ByteBuffer.wrap(value);
        return new Lease(ByteBuffer.wrap(key).getLong(), row.getLong(), row.getLong());
    }

    static @Nullable Lease find(View view, long id) {
        byte[] key = leaseKey(id);
        byte[] value = view.get(Keyspace.LEASE, key);
        return value == null ? null : decode(key, value);
    }

    /** The user keys attached to a lease, ascending. */
    static List<byte[]> attachedKeys(View view, long id) {
        List<byte[]> keys = new ArrayList<>();
        byte[] first = attachmentKey(id, new byte[1]);
        byte[] end = id == -1L ? null : leaseKey(id + 1);
        try (Cursor cursor = view.scan(Keyspace.LEASE, first, end, Direction.FORWARD)) {
            while (cursor.next()) {
                keys.add(Arrays.copyOfRange(cursor.key(), ID_BYTES, cursor.key().length));
            }
        }
        return keys;
    }

    /** Every lease of a state, in the order of the rows. */
    static List<Lease> all(View view) {
        List<Lease> leases = new ArrayList<>();
        try (Cursor cursor = view.scan(Keyspace.LEASE, EMPTY, null, Direction.FORWARD)) {
            while (cursor.next()) {
                if (cursor.key().length == ID_BYTES) {
                    leases.add(decode(cursor.key(), cursor.value()));
                }
            }
        }
        return leases;
    }

    static long clock(View view) {
        byte[] value = view.get(Keyspace.META, CLOCK);
        return value == null ? 0 : ByteBuffer.wrap(value).getLong();
    }

    static byte[] longBytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
