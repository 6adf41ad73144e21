package io.metastore.alarm;

import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.View;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of alarms, in META: a prefix, eight bytes of member id and one byte of kind, without a
 * value. They sort by member, then by kind.
 */
final class AlarmRows {
    static final byte[] EMPTY = {};

    private static final byte[] PREFIX = "alarm/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PREFIX_END = "alarm0".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = PREFIX.length + Long.BYTES + 1;

    private AlarmRows() {}

    static byte[] key(AlarmMember alarm) {
        return ByteBuffer.allocate(KEY_BYTES)
                .put(PREFIX)
                .putLong(alarm.getMemberID())
                .put((byte) alarm.getAlarmValue())
                .array();
    }

    /** Every alarm of a state, in the order of the rows. */
    static List<AlarmMember> all(View view) {
        List<AlarmMember> alarms = new ArrayList<>();
        try (Cursor rows = view.scan(Keyspace.META, PREFIX, PREFIX_END, Direction.FORWARD)) {
            while (rows.next()) {
                alarms.add(decode(rows.key()));
            }
        }
        return List.copyOf(alarms);
    }

    private static AlarmMember decode(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException("alarm row with a key of " + key.length + " bytes");
        }
        ByteBuffer fields = ByteBuffer.wrap(key, PREFIX.length, Long.BYTES + 1);
        return AlarmMember.newBuilder()
                .setMemberID(fields.getLong())
                .setAlarmValue(fields.get())
                .build();
    }
}
