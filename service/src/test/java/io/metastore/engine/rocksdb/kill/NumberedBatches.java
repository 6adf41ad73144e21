package io.metastore.engine.rocksdb.kill;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Rows;
import io.metastore.engine.SnapshotSource;
import io.metastore.engine.View;
import io.metastore.engine.WriteBatch;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Batches 1, 2, 3 … and, in closed form, the state after each of them: what a state should be is
 * known from its applied index alone. Each batch writes several keyspaces; old rows go as new ones
 * come, so that the state stays small while much is written.
 */
final class NumberedBatches {
    private static final int SLOTS = 300;
    private static final int WINDOW = 1_000;
    private static final int LEASES = 20;
    private static final int LEASE_EVERY = 5;
    private static final int VALUE_BYTES_MIN = 100;
    private static final int VALUE_BYTES_MAX = 1_000;
    private static final byte[] NUMBER_KEY = {'n'};
    private static final byte[] FIRST_KEY = {};

    private NumberedBatches() {}

    /** Writes the batch with this number, which is also its applied index, and commits it. */
    static void write(WriteBatch batch, long number) {
        byte[] value = value(number);
        if (isDeletion(number)) {
            batch.delete(Keyspace.LATEST, key(number % SLOTS));
        } else {
            batch.put(Keyspace.LATEST, key(number % SLOTS), value);
        }
        batch.put(Keyspace.HISTORY, key(number), value);
        batch.put(Keyspace.INDEX, indexKey(number), new byte[] {1});
        if (number > WINDOW) {
            batch.delete(Keyspace.HISTORY, key(number - WINDOW));
            batch.delete(Keyspace.INDEX, indexKey(number - WINDOW));
        }
        if (number % LEASE_EVERY == 0) {
            batch.put(Keyspace.LEASE, key(lease(number)), key(number));
        }
        batch.put(Keyspace.META, NUMBER_KEY, key(number));
        batch.applied(number, term(number));
        batch.commit();
    }

    /**
     * Compares a whole state with what it should be.
     *
     * @return the first difference, or null
     */
    static @Nullable String difference(View view, long number) {
        for (Keyspace keyspace : Keyspace.values()) {
            String difference = difference(view, keyspace, rows(keyspace, number));
            if (difference != null) {
                return "after batch " + number + ": " + keyspace + " " + difference;
            }
        }
        return null;
    }

    private static @Nullable String difference(
            View view, Keyspace keyspace, NavigableMap<byte[], byte[]> expected) {
        var rows = expected.entrySet().iterator();
        try (Cursor cursor = view.scan(keyspace, FIRST_KEY, null, Direction.FORWARD)) {
            while (cursor.next()) {
                if (!rows.hasNext()) {
                    return "has a row too many: " + Arrays.toString(cursor.key());
                }
                var row = rows.next();
                if (!Arrays.equals(row.getKey(), cursor.key())
                        || !Arrays.equals(row.getValue(), cursor.value())) {
                    return "should have the row %s, but has %s or another value"
                            .formatted(
                                    Arrays.toString(row.getKey()), Arrays.toString(cursor.key()));
                }
                if (keyspace == Keyspace.LATEST && !hasSummary(view, row)) {
                    return "has a wrong summary of " + Arrays.toString(row.getKey());
                }
            }
        }
        return rows.hasNext() ? "lacks " + Arrays.toString(rows.next().getKey()) : null;
    }

    private static boolean hasSummary(View view, Map.Entry<byte[], byte[]> row) {
        return Arrays.equals(view.getSummary(row.getKey()), Rows.summary(row.getValue()));
    }

    /** The state after this batch, as a leader would send it. */
    static SnapshotSource stateAfter(long number) {
        return new SnapshotSource() {
            @Override
            public long appliedIndex() {
                return number;
            }

            @Override
            public long appliedTerm() {
                return term(number);
            }

            @Override
            public void forEach(RowReceiver receiver) {
                for (Keyspace keyspace : Keyspace.values()) {
                    rows(keyspace, number)
                            .forEach((key, value) -> receiver.row(keyspace, key, value));
                }
            }
        };
    }

    private static NavigableMap<byte[], byte[]> rows(Keyspace keyspace, long number) {
        NavigableMap<byte[], byte[]> rows = new TreeMap<>(Arrays::compareUnsigned);
        switch (keyspace) {
            case LATEST -> {
                for (long i = Math.max(1, number - SLOTS + 1); i <= number; i++) {
                    if (!isDeletion(i)) {
                        rows.put(key(i % SLOTS), value(i));
                    }
                }
            }
            case HISTORY -> {
                for (long i = Math.max(1, number - WINDOW + 1); i <= number; i++) {
                    rows.put(key(i), value(i));
                }
            }
            case INDEX -> {
                for (long i = Math.max(1, number - WINDOW + 1); i <= number; i++) {
                    rows.put(indexKey(i), new byte[] {1});
                }
            }
            case LEASE -> {
                long first = Math.max(1, number - (long) LEASES * LEASE_EVERY + 1);
                for (long i = first; i <= number; i++) {
                    if (i % LEASE_EVERY == 0) {
                        rows.put(key(lease(i)), key(i));
                    }
                }
            }
            case META -> {
                if (number > 0) {
                    rows.put(NUMBER_KEY, key(number));
                }
            }
            case AUTH, MEMBER -> {}
        }
        return rows;
    }

    private static long term(long number) {
        return 1 + number / WINDOW;
    }

    private static boolean isDeletion(long number) {
        return number % 7 == 3;
    }

    private static long lease(long number) {
        return number / LEASE_EVERY % LEASES;
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static byte[] indexKey(long number) {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(number % SLOTS).putLong(~number).array();
    }

    /** Bytes that do not compress. */
    private static byte[] value(long number) {
        SplittableRandom random = new SplittableRandom(number);
        byte[] value = new byte[random.nextInt(VALUE_BYTES_MIN, VALUE_BYTES_MAX)];
        random.nextBytes(value);
        return value;
    }
}
