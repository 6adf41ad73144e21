package io.metastore.engine.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.engine.CorruptSnapshotException;
import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Rows;
import io.metastore.engine.Snapshot;
import io.metastore.engine.SnapshotFileFormat;
import io.metastore.engine.SnapshotFormat;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.memory.MemoryEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States travel between engines, and nothing damaged takes the place of anything. */
class CheckpointTest {
    private final SnapshotFormat format = new CheckpointFormat();
    private final Rows rows = Rows.random(1, 300, 200);
    @TempDir Path files;
    private RocksDbEngine engine;
    private Path snapshot;

    @BeforeEach
    void write() throws IOException {
        engine = open("one");
        engine.restore(rows);
        snapshot = Files.createDirectory(files.resolve("snapshot"));
        Runnable writing = engine.snapshots().begin(snapshot);
        writing.run();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_checkpoint_goes_into_another_engine_of_either_kind() {
        assertThat(format.isIn(snapshot)).isTrue();
        assertThat(format.open(snapshot).appliedIndex()).isEqualTo(rows.appliedIndex());
        try (Engine memory = new MemoryEngine();
                Engine other = open("two")) {
            other.restore(Rows.random(2, 100, 100));
            memory.restore(format.open(snapshot));
            other.restore(format.open(snapshot));

            assertThat(contents(memory)).isEqualTo(rows.all());
            assertThat(contents(other)).isEqualTo(rows.all());
            put(other, rows.appliedIndex() + 1);
        }
        assertThat(contents(engine)).as("the files are shared").isEqualTo(rows.all());
        try (Engine other = open("two")) {
            assertThat(contents(other)).hasSize(rows.all().size() + 1);
        }
    }

    @Test
    void a_snapshot_file_of_the_memory_engine_goes_into_this_one() throws IOException {
        Path directory = Files.createDirectory(files.resolve("other"));
        Rows others = Rows.random(3, 200, 100);
        try (Engine memory = new MemoryEngine()) {
            memory.restore(others);
            SnapshotFileFormat.writer(memory).begin(directory).run();
        }
        assertThat(format.isIn(directory)).isFalse();

        engine.restore(new SnapshotFileFormat().open(directory));

        assertThat(contents(engine)).isEqualTo(others.all());
    }

    @Test
    void a_checkpoint_stays_as_it_is_while_the_engine_goes_on() {
        put(engine, rows.appliedIndex() + 1);
        engine.defragment();
        engine.flush();

        try (Engine other = new MemoryEngine()) {
            other.restore(format.open(snapshot));
            assertThat(contents(other)).isEqualTo(rows.all());
        }
    }

    @Test
    void a_checkpoint_holds_everything_committed_before_it_was_written() throws IOException {
        Path directory = Files.createDirectory(files.resolve("later"));
        Runnable writing = engine.snapshots().begin(directory);
        put(engine, rows.appliedIndex() + 1);
        writing.run();

        assertThat(format.open(directory).appliedIndex()).isEqualTo(rows.appliedIndex() + 1);
    }

    @Test
    void any_damage_is_named_and_leaves_the_state() throws IOException {
        try (Engine other = open("two");
                Engine memory = new MemoryEngine()) {
            Rows before = Rows.random(2, 100, 100);
            other.restore(before);
            memory.restore(before);
            for (Path file : parts()) {
                byte[] bytes = Files.readAllBytes(file);
                Files.delete(file);
                assertRefused(other, file);
                byte[] flipped = bytes.clone();
                flipped[bytes.length / 2] ^= 1;
                Files.write(file, flipped);
                assertRefused(other, file);
                assertRefused(memory, file);
                // Anew, as the files are links to those of the engine.
                Files.delete(file);
                Files.write(file, bytes);
            }
            assertThat(contents(other)).isEqualTo(before.all());
            other.restore(format.open(snapshot));
            assertThat(contents(other)).isEqualTo(rows.all());
        }
    }

    private void assertRefused(Engine other, Path file) {
        assertThatThrownBy(() -> other.restore(format.open(snapshot)))
                .isInstanceOf(CorruptSnapshotException.class)
                .hasMessageContaining(file.getFileName().toString());
    }

    private List<Path> parts() throws IOException {
        try (var walk = Files.walk(snapshot)) {
            return walk.filter(file -> file.toFile().isFile() && file.toFile().length() > 0)
                    .toList();
        }
    }

    private static void put(Engine engine, long index) {
        try (WriteBatch batch = engine.begin()) {
            batch.put(Keyspace.LATEST, new byte[40], new byte[7]);
            batch.applied(index, 10);
            batch.commit();
        }
    }

    private static List<String> contents(Engine engine) {
        try (Snapshot state = engine.snapshot()) {
            return Rows.of(state).all();
        }
    }

    private RocksDbEngine open(String name) {
        return RocksDbEngine.open(files.resolve(name), MemoryBudget.BYTES_MIN, Rows::summary);
    }
}
