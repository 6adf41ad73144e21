package io.metastore.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The naive model of a state: one sorted map per keyspace. Also a {@link SnapshotSource}, so that a
 * model can be loaded into an engine.
 */
public final class Rows implements SnapshotSource {
    private static final int SUMMARY_BYTES_MAX = 2;

    private final Map<Keyspace, NavigableMap<byte[], byte[]>> maps = new EnumMap<>(Keyspace.class);
    private long appliedIndex;
    private long appliedTerm;

    public Rows() {
        for (Keyspace keyspace : Keyspace.values()) {
            maps.put(keyspace, new TreeMap<>(Arrays::compareUnsigned));
        }
    }

    static Rows copyOf(Rows other) {
        Rows copy = new Rows();
        other.maps.forEach((keyspace, map) -> copy.map(keyspace).putAll(map));
        copy.applied(other.appliedIndex, other.appliedTerm);
        return copy;
    }

    /** Everything a snapshot holds. */
    public static Rows of(Snapshot snapshot) {
        Rows rows = new Rows();
        for (Keyspace keyspace : Keyspace.values()) {
            try (Cursor cursor = snapshot.scan(keyspace, new byte[0], null, Direction.FORWARD)) {
                while (cursor.next()) {
                    rows.put(keyspace, cursor.key(), cursor.value());
                }
            }
        }
        rows.applied(snapshot.appliedIndex(), snapshot.appliedTerm());
        return rows;
    }

    /** Some rows in every keyspace, the same for the same seed. */
    public static Rows random(long seed, int rowsPerKeyspace, int valueBytesMax) {
        Random random = new Random(seed);
        Rows rows = new Rows();
        for (Keyspace keyspace : Keyspace.values()) {
            for (int i = 0; i < rowsPerKeyspace; i++) {
                byte[] key = new byte[random.nextInt(20)];
                byte[] value = new byte[random.nextInt(valueBytesMax + 1)];
                random.nextBytes(key);
                random.nextBytes(value);
                rows.put(keyspace, key, value);
            }
        }
        rows.applied(random.nextInt(1000), random.nextInt(10));
        return rows;
    }

    /** What an engine keeps for itself of a row that has this value, where it keeps something. */
    public static byte[] summary(byte[] value) {
        return Arrays.copyOf(value, Math.min(value.length, SUMMARY_BYTES_MAX));
    }

    /** Two rows in the order given, right or wrong. */
    static SnapshotSource inOrder(
            Keyspace firstKeyspace, byte[] firstKey, Keyspace secondKeyspace, byte[] secondKey) {
        return new SnapshotSource() {
            @Override
            public long appliedIndex() {
                return 1;
            }

            @Override
            public long appliedTerm() {
                return 1;
            }

            @Override
            public void forEach(RowReceiver receiver) {
                receiver.row(firstKeyspace, firstKey, new byte[0]);
                receiver.row(secondKeyspace, secondKey, new byte[0]);
            }
        };
    }

    public void put(Keyspace keyspace, byte[] key, byte[] value) {
        map(keyspace).put(key, value);
    }

    void delete(Keyspace keyspace, byte[] key) {
        map(keyspace).remove(key);
    }

    byte @Nullable [] get(Keyspace keyspace, byte[] key) {
        return map(keyspace).get(key);
    }

    /** These rows, as of the given entry. */
    public Rows at(long index, long term) {
        applied(index, term);
        return this;
    }

    void applied(long index, long term) {
        appliedIndex = index;
        appliedTerm = term;
    }

    /** The rows of a range in hexadecimal notation, as {@link #drain} gives those of a cursor. */
    List<String> range(Keyspace keyspace, byte[] from, byte @Nullable [] to, Direction direction) {
        if (to != null && Arrays.compareUnsigned(from, to) >= 0) {
            return List.of();
        }
        NavigableMap<byte[], byte[]> map = map(keyspace).tailMap(from, true);
        map = to == null ? map : map.headMap(to, false);
        map = direction == Direction.FORWARD ? map : map.descendingMap();
        List<String> rows = new ArrayList<>();
        map.forEach((key, value) -> rows.add(row(key, value)));
        return rows;
    }

    /** Everything, for comparison. */
    public List<String> all() {
        List<String> rows = new ArrayList<>();
        rows.add(appliedIndex + "/" + appliedTerm);
        for (Keyspace keyspace : Keyspace.values()) {
            rows.add(keyspace.name());
            rows.addAll(range(keyspace, new byte[0], null, Direction.FORWARD));
        }
        return rows;
    }

    static List<String> drain(Cursor cursor) {
        List<String> rows = new ArrayList<>();
        try (cursor) {
            while (cursor.next()) {
                rows.add(row(cursor.key(), cursor.value()));
            }
        }
        return rows;
    }

    @Override
    public long appliedIndex() {
        return appliedIndex;
    }

    @Override
    public long appliedTerm() {
        return appliedTerm;
    }

    @Override
    public void forEach(RowReceiver receiver) {
        maps.forEach(
                (keyspace, map) -> map.forEach((key, value) -> receiver.row(keyspace, key, value)));
    }

    private static String row(byte[] key, byte[] value) {
        return Bytes.hex(key) + "=" + Bytes.hex(value);
    }

    private NavigableMap<byte[], byte[]> map(Keyspace keyspace) {
        return maps.get(keyspace);
    }
}
