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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Space of rows that are gone comes back. */
@Timeout(120)
class SpaceTest {
    private static final int ROWS = 40_000;
    private static final int ROWS_PER_BATCH = 1_000;
    private static final int VALUE_BYTES = 500;

    private final Random random = new Random(1);
    @TempDir Path directory;
    private RocksDbEngine engine;

    @BeforeEach
    void fill() {
        engine = RocksDbEngine.open(directory, MemoryBudget.BYTES_MIN, Rows::summary);
        for (int first = 0; first < ROWS; first += ROWS_PER_BATCH) {
            try (WriteBatch batch = engine.begin()) {
                for (int row = first; row < first + ROWS_PER_BATCH; row++) {
                    byte[] value = new byte[VALUE_BYTES];
                    random.nextBytes(value);
                    batch.put(Keyspace.HISTORY, key(row), value);
                }
                batch.commit();
            }
        }
        engine.defragment();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void it_comes_back_by_itself_after_deletions_that_were_flushed() throws InterruptedException {
        long before = engine.sizeBytes();
        assertThat(before).isGreaterThan((long) ROWS * VALUE_BYTES);
        deleteNineOfTen();
        engine.flush();

        while (engine.sizeBytes() > before / 4) {
            TimeUnit.MILLISECONDS.sleep(20);
        }

        assertThat(remaining()).isEqualTo(ROWS / 10);
    }

    @Test
    void size_in_use_goes_down_with_deletions_before_the_space_is_back() {
        long before = engine.sizeInUseBytes();
        try (Cursor reader = scan()) {
            assertThat(reader.next()).isTrue();
            deleteNineOfTen();
            engine.flush();

            assertThat(engine.sizeInUseBytes()).isLessThan(before * 3 / 4);
        }
        engine.defragment();
        assertThat(engine.sizeBytes()).isLessThan(before / 4);
        assertThat(engine.sizeInUseBytes()).isGreaterThan(engine.sizeBytes() / 2);
    }

    private void deleteNineOfTen() {
        for (int first = 0; first < ROWS; first += ROWS_PER_BATCH) {
            try (WriteBatch batch = engine.begin()) {
                for (int row = first; row < first + ROWS_PER_BATCH; row++) {
                    if (row % 10 != 0) {
                        batch.delete(Keyspace.HISTORY, key(row));
                    }
                }
                batch.commit();
            }
        }
    }

    private int remaining() {
        int rows = 0;
        try (Cursor cursor = scan()) {
            while (cursor.next()) {
                rows++;
            }
        }
        return rows;
    }

    private Cursor scan() {
        return engine.scan(Keyspace.HISTORY, new byte[0], null, Direction.FORWARD);
    }

    private static byte[] key(int row) {
        return ByteBuffer.allocate(Long.BYTES).putLong(row).array();
    }
}
