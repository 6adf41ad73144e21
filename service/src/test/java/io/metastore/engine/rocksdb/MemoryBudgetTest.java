package io.metastore.engine.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Rows;
import io.metastore.engine.WriteBatch;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryBudgetTest {
    private static final long SLACK_BYTES = 4L << 20;

    @Test
    void nothing_said_means_a_share_of_the_machine_and_little_means_the_least() {
        assertThat(MemoryBudget.resolve(1)).isEqualTo(MemoryBudget.BYTES_MIN);
        assertThat(MemoryBudget.resolve(1L << 40)).isEqualTo(1L << 40);
        assertThat(MemoryBudget.resolve(0)).isGreaterThanOrEqualTo(MemoryBudget.BYTES_MIN);
    }

    @Test
    void a_state_larger_than_the_budget_stays_within_it(@TempDir Path directory) {
        long budget = MemoryBudget.BYTES_MIN;
        Random random = new Random(1);
        try (RocksDbEngine engine = RocksDbEngine.open(directory, budget, Rows::summary)) {
            for (int batches = 0; batches < 120; batches++) {
                fill(engine, random);
                assertThat(engine.nativeMemoryBytes()).isLessThan(budget + SLACK_BYTES);
            }
            engine.flush();
            assertThat(engine.sizeBytes()).isGreaterThan(budget * 3 / 2);
            try (Cursor cursor =
                    engine.scan(Keyspace.HISTORY, new byte[0], null, Direction.FORWARD)) {
                while (cursor.next()) {
                    assertThat(cursor.key()).hasSize(Long.BYTES);
                }
            }
            assertThat(engine.nativeMemoryBytes()).isBetween(budget / 2, budget + SLACK_BYTES);
        }
    }

    @Test
    void a_large_budget_has_the_filters_of_summaries_on_top_and_a_small_one_within(
            @TempDir Path directory) {
        int keys = 50_000;
        long large = FamilyOptions.WHOLE_INDEX_BUDGET_BYTES_MIN;
        try (RocksDbEngine engine = RocksDbEngine.open(directory, large, Rows::summary)) {
            try (WriteBatch batch = engine.begin()) {
                for (int key = 0; key < keys; key++) {
                    byte[] row = ByteBuffer.allocate(Long.BYTES).putLong(key).array();
                    batch.put(Keyspace.LATEST, row, row);
                }
                batch.commit();
            }
            engine.flush();
        }

        long filterBytes = keys * 10L / Byte.SIZE;
        assertThat(summaryReaderBytes(directory, large)).isBetween(filterBytes, 2 * filterBytes);
        assertThat(summaryReaderBytes(directory, MemoryBudget.BYTES_MIN))
                .isLessThan(filterBytes / 2);
    }

    private static long summaryReaderBytes(Path directory, long budgetBytes) {
        Path newest = new Generations(directory).present().orElseThrow();
        try (MemoryBudget budget = new MemoryBudget(budgetBytes);
                DatabaseOptions options = new DatabaseOptions(budget)) {
            Database database = Database.openReadOnly(newest, options);
            try {
                return Maintenance.summaryReaderBytes(database);
            } finally {
                database.close();
            }
        }
    }

    /** One MiB that does not compress. */
    private static void fill(RocksDbEngine engine, Random random) {
        try (WriteBatch batch = engine.begin()) {
            for (int i = 0; i < 16; i++) {
                byte[] value = new byte[64 << 10];
                random.nextBytes(value);
                byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(random.nextLong()).array();
                batch.put(Keyspace.HISTORY, key, value);
            }
            batch.commit();
        }
    }
}
