package io.metastore.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded random operations on an engine, each compared with the same on {@link Rows}. */
final class EngineModel {
    private static final int BATCHES = 25;
    private static final int OPERATIONS_PER_BATCH_MAX = 60;
    private static final int KEY_BYTES_MAX = 3;

    /** Bytes at the borders of signed and unsigned order. */
    private static final byte[] ALPHABET = {0, 1, 0x7f, (byte) 0x80, (byte) 0xfe, (byte) 0xff};

    private record Taken(Snapshot snapshot, Rows expected) {}

    private final Engine engine;
    private final Random random;
    private final List<Taken> snapshots = new ArrayList<>();
    private Rows committed = new Rows();

    EngineModel(Engine engine, long seed) {
        this.engine = engine;
        this.random = new Random(seed);
    }

    void run() {
        for (int i = 0; i < BATCHES; i++) {
            runBatch();
            assertSameRange(engine, committed);
            if (random.nextInt(4) == 0) {
                snapshots.add(new Taken(engine.snapshot(), Rows.copyOf(committed)));
            }
            if (random.nextInt(20) == 0) {
                committed = Rows.random(random.nextLong(), random.nextInt(200), 10);
                engine.restore(committed);
            }
        }
        for (Taken taken : snapshots) {
            assertThat(Rows.of(taken.snapshot).all()).isEqualTo(taken.expected.all());
            assertSameSummary(taken.snapshot, taken.expected, randomKey());
            taken.snapshot.close();
        }
        assertThat(engine.appliedIndex()).isEqualTo(committed.appliedIndex());
        assertThat(engine.appliedTerm()).isEqualTo(committed.appliedTerm());
    }

    private void runBatch() {
        Rows rows = Rows.copyOf(committed);
        try (WriteBatch batch = engine.begin()) {
            for (int i = random.nextInt(OPERATIONS_PER_BATCH_MAX); i > 0; i--) {
                runOperation(batch, rows);
            }
            long index = rows.appliedIndex() + random.nextInt(3);
            long term = rows.appliedTerm() + random.nextInt(2);
            batch.applied(index, term);
            rows.applied(index, term);
            if (random.nextInt(5) > 0) {
                batch.commit();
                committed = rows;
            }
        }
    }

    private void runOperation(WriteBatch batch, Rows rows) {
        Keyspace keyspace = randomKeyspace();
        byte[] key = randomKey();
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4, 5 -> {
                byte[] value = new byte[random.nextInt(4)];
                random.nextBytes(value);
                batch.put(keyspace, key, value);
                rows.put(keyspace, key, value);
            }
            case 6, 7 -> {
                batch.delete(keyspace, key);
                rows.delete(keyspace, key);
            }
            case 8 -> {
                assertSameSummary(batch, rows, key);
                assertThat(batch.get(keyspace, key)).isEqualTo(rows.get(keyspace, key));
            }
            default -> assertSameRange(batch, rows);
        }
    }

    private void assertSameRange(View view, Rows rows) {
        Keyspace keyspace = randomKeyspace();
        byte[] from = randomKey();
        assertSameSummary(view, rows, from);
        byte[] to = random.nextInt(4) == 0 ? null : randomKey();
        Direction direction = random.nextBoolean() ? Direction.FORWARD : Direction.BACKWARD;
        List<String> expected = rows.range(keyspace, from, to, direction);
        assertThat(Rows.drain(view.scan(keyspace, from, to, direction))).isEqualTo(expected);
        assertThat(view.count(keyspace, from, to)).isEqualTo(expected.size());
    }

    private static void assertSameSummary(View view, Rows rows, byte[] key) {
        byte[] row = rows.get(Keyspace.LATEST, key);
        byte[] found = view.getSummary(key);
        if (row == null) {
            assertThat(found).isNull();
        } else {
            assertThat(found)
                    .satisfiesAnyOf(
                            whole -> assertThat(whole).isEqualTo(row),
                            summary -> assertThat(summary).isEqualTo(Rows.summary(row)));
        }
    }

    private Keyspace randomKeyspace() {
        // Two of them get most rows, so that they grow.
        return switch (random.nextInt(12)) {
            case 0 -> Keyspace.INDEX;
            case 1 -> Keyspace.META;
            case 2, 3, 4, 5, 6 -> Keyspace.LATEST;
            default -> Keyspace.HISTORY;
        };
    }

    private byte[] randomKey() {
        byte[] key = new byte[random.nextInt(KEY_BYTES_MAX + 1)];
        for (int i = 0; i < key.length; i++) {
            key[i] = ALPHABET[random.nextInt(ALPHABET.length)];
        }
        return key;
    }
}
