package io.metastore.engine.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Engine;
import io.metastore.engine.EngineContract;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Rows;
import io.metastore.engine.Snapshot;
import io.metastore.engine.WriteBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The RocksDB engine keeps what every engine promises, keeps it on disk, and frees no memory. */
class RocksDbEngineTest extends EngineContract {
    @TempDir Path files;

    @Override
    protected Engine open(Path directory) {
        return RocksDbEngine.open(directory, MemoryBudget.BYTES_MIN, Rows::summary);
    }

    /** Fewer than elsewhere, since each makes and closes a database. */
    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @Test
    void a_closed_engine_opens_with_everything_committed() {
        Rows rows = Rows.random(1, 500, 200);
        try (Engine engine = open(files)) {
            engine.restore(rows);
            put(engine, 1001, "key", "value");
        }

        try (Engine engine = open(files)) {
            assertThat(engine.appliedIndex()).isEqualTo(1001);
            assertThat(engine.appliedTerm()).isEqualTo(10);
            assertThat(engine.get(Keyspace.LATEST, bytes("key"))).isEqualTo(bytes("value"));
            assertThat(engine.get(Keyspace.META, bytes("key"))).isEqualTo(bytes("value"));
            assertThat(engine.count(Keyspace.LATEST, new byte[0], null))
                    .isEqualTo(counted(engine))
                    .isGreaterThan(400);
        }
    }

    @Test
    void all_keys_are_counted_without_a_scan_and_right() {
        try (Engine engine = open(files)) {
            for (int i = 0; i < 300; i++) {
                try (WriteBatch batch = engine.begin()) {
                    byte[] key = bytes("k" + i * 7 % 50);
                    if (i % 3 == 2) {
                        batch.delete(Keyspace.LATEST, key);
                    }
                    batch.put(Keyspace.LATEST, bytes("k" + i * 11 % 60), key);
                    if (i % 5 == 0) {
                        batch.delete(Keyspace.LATEST, key);
                        batch.delete(Keyspace.LATEST, key);
                    }
                    batch.commit();
                }
                assertThat(engine.count(Keyspace.LATEST, new byte[0], null))
                        .isEqualTo(counted(engine));
            }
        }
    }

    @Test
    void the_summary_of_a_row_is_kept_beside_it() {
        byte[] key = bytes("key");
        try (Engine engine = open(files)) {
            put(engine, 1, "key", "first value");
            try (Snapshot snapshot = engine.snapshot();
                    WriteBatch batch = engine.begin()) {
                assertThat(batch.getSummary(key)).isEqualTo(bytes("fi"));
                batch.put(Keyspace.LATEST, key, bytes("second value"));
                batch.put(Keyspace.HISTORY, key, bytes("of another keyspace"));
                batch.commit();
                assertThat(engine.getSummary(key)).isEqualTo(bytes("se"));
                assertThat(snapshot.getSummary(key)).isEqualTo(bytes("fi"));
            }
            try (WriteBatch batch = engine.begin()) {
                batch.delete(Keyspace.LATEST, key);
                assertThat(batch.getSummary(key)).isNull();
                batch.commit();
            }
            assertThat(engine.getSummary(key)).isNull();
        }
    }

    @Test
    void snapshots_and_cursors_outlive_the_engine_and_are_refused_after_their_own_end() {
        Engine engine = open(files);
        put(engine, 1, "a", "1");
        put(engine, 2, "b", "2");
        Snapshot snapshot = engine.snapshot();
        Cursor ofEngine = scan(engine);
        Cursor ofSnapshot = snapshot.scan(Keyspace.LATEST, new byte[0], null, Direction.FORWARD);
        assertThat(ofEngine.next()).isTrue();

        engine.close();

        assertThat(snapshot.get(Keyspace.LATEST, bytes("a"))).isEqualTo(bytes("1"));
        snapshot.close();
        assertThat(ofSnapshot.next()).isTrue();
        assertThat(ofSnapshot.value()).isEqualTo(bytes("1"));
        ofSnapshot.close();
        ofSnapshot.close();
        assertThat(ofEngine.next()).isTrue();
        ofEngine.close();
        assertThat(ofSnapshot.next()).isFalse();
        assertThatIllegalStateException().isThrownBy(ofEngine::key);
        assertThatIllegalStateException().isThrownBy(snapshot::appliedIndex);
        assertThatIllegalStateException()
                .isThrownBy(() -> snapshot.count(Keyspace.META, new byte[0], null));
        // Only now has everything been let go of, or the lock would still be held.
        open(files).close();
    }

    @Test
    void readers_on_other_threads_survive_restores_and_the_close() throws Exception {
        Engine engine = open(files);
        engine.restore(Rows.random(1, 200, 50));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread[] readers = new Thread[3];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = new Thread(() -> readUntilClosed(engine, failure));
            readers[i].start();
        }

        for (int i = 2; i < 12; i++) {
            engine.restore(Rows.random(i, 200, 50));
        }
        engine.close();

        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(failure.get()).isInstanceOf(IllegalStateException.class);
        open(files).close();
        assertThat(generations()).isOne();
    }

    @Test
    void a_replaced_database_goes_from_disk_with_its_last_reader() throws IOException {
        try (Engine engine = open(files)) {
            engine.restore(Rows.random(1, 10, 10));
            Cursor reader = scan(engine);
            engine.restore(Rows.random(2, 10, 10));
            assertThat(generations()).isEqualTo(2);

            reader.close();

            assertThat(generations()).isOne();
        }
    }

    private static void readUntilClosed(Engine engine, AtomicReference<Throwable> failure) {
        try {
            while (true) {
                engine.get(Keyspace.LATEST, bytes("a"));
                try (Snapshot snapshot = engine.snapshot();
                        Cursor cursor =
                                snapshot.scan(
                                        Keyspace.HISTORY, new byte[0], null, Direction.BACKWARD)) {
                    while (cursor.next()) {
                        snapshot.get(Keyspace.HISTORY, cursor.key());
                    }
                }
            }
        } catch (Throwable e) {
            failure.set(e);
        }
    }

    private long generations() throws IOException {
        try (var children = Files.list(files)) {
            return children.count();
        }
    }

    private static void put(Engine engine, long index, String key, String value) {
        try (WriteBatch batch = engine.begin()) {
            batch.put(Keyspace.LATEST, bytes(key), bytes(value));
            batch.put(Keyspace.META, bytes(key), bytes(value));
            batch.applied(index, 10);
            batch.commit();
        }
    }

    private static long counted(Engine engine) {
        long rows = 0;
        try (Cursor cursor = scan(engine)) {
            while (cursor.next()) {
                rows++;
            }
        }
        return rows;
    }

    private static Cursor scan(Engine engine) {
        return engine.scan(Keyspace.LATEST, new byte[0], null, Direction.FORWARD);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
