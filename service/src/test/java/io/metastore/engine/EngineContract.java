package io.metastore.engine;

import static io.metastore.engine.Bytes.bytes;
import static io.metastore.engine.Bytes.text;
import static io.metastore.engine.Direction.BACKWARD;
import static io.metastore.engine.Direction.FORWARD;
import static io.metastore.engine.Keyspace.HISTORY;
import static io.metastore.engine.Keyspace.LATEST;
import static io.metastore.engine.Keyspace.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link Engine} promises. An engine's test extends this and says how to open one. */
public abstract class EngineContract {
    /** Tag of a test behind which the engine is closed. */
    protected static final String CLOSES_ENGINE = "closes-engine";

    private static final byte[] START = {};

    @TempDir Path directory;
    private Engine engine;

    /** Opens an empty engine that may keep files in the directory, which is empty. */
    protected abstract Engine open(Path directory) throws IOException;

    @BeforeEach
    void openEngine() throws IOException {
        engine = open(Files.createDirectory(directory.resolve("engine")));
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    // --- Rows and ranges ---

    @Test
    void an_empty_engine_has_nothing() {
        assertThat(engine.get(LATEST, bytes("a"))).isNull();
        assertThat(scan(engine, START, null, FORWARD)).isEmpty();
        assertThat(scan(engine, START, null, BACKWARD)).isEmpty();
        assertThat(engine.count(LATEST, START, null)).isZero();
        assertThat(engine.appliedIndex()).isZero();
        assertThat(engine.appliedTerm()).isZero();
    }

    @Test
    void a_row_is_found_replaced_and_removed() {
        put("a", "1");
        assertThat(text(engine.get(LATEST, bytes("a")))).isEqualTo("1");
        put("a", "2");
        assertThat(text(engine.get(LATEST, bytes("a")))).isEqualTo("2");
        delete("a");
        assertThat(engine.get(LATEST, bytes("a"))).isNull();
        delete("a");
        assertThat(engine.count(LATEST, START, null)).isZero();
    }

    @Test
    void keyspaces_do_not_see_each_other() {
        put("a", "1");

        assertThat(engine.get(HISTORY, bytes("a"))).isNull();
        assertThat(engine.count(HISTORY, START, null)).isZero();
    }

    @Test
    void empty_keys_and_empty_values_are_rows() {
        put("", "of the empty key");
        put("b", "");

        assertThat(text(engine.get(LATEST, START))).isEqualTo("of the empty key");
        assertThat(engine.get(LATEST, bytes("b"))).isEmpty();
        assertThat(scan(engine, START, null, FORWARD)).containsExactly("", "b");
        assertThat(scan(engine, START, null, BACKWARD)).containsExactly("b", "");
    }

    @Test
    void keys_are_ordered_as_unsigned_bytes_with_prefixes_first() {
        List<String> ordered =
                List.of("\0", "\0\0", "\0\u00ff", "a", "a\0", "ab", "\u007f", "\u0080", "\u00ff");
        List<String> reversed = new ArrayList<>(ordered);
        Collections.reverse(reversed);
        reversed.forEach(key -> put(key, "x"));

        assertThat(scan(engine, START, null, FORWARD)).isEqualTo(ordered);
        assertThat(scan(engine, START, null, BACKWARD)).isEqualTo(reversed);
    }

    @Test
    void ranges_hold_their_lower_bound_and_not_their_upper_bound() {
        List.of("b", "d", "f").forEach(key -> put(key, "x"));

        assertRange("a", "g", "b", "d", "f");
        assertRange("b", "f", "b", "d");
        assertRange("b\0", "f\0", "d", "f");
        assertRange("c", "e", "d");
        assertRange("d", null, "d", "f");
        assertRange("", "d", "b");
        assertRange("", "", new String[0]);
        assertRange("g", null, new String[0]);
        assertRange("c", "d", new String[0]);
        assertRange("d", "d", new String[0]);
        assertRange("f", "b", new String[0]);
    }

    @Test
    void a_cursor_is_on_a_row_only_between_a_true_and_a_false_next() {
        put("a", "1");
        try (Cursor cursor = engine.scan(LATEST, START, null, FORWARD)) {
            assertThatIllegalStateException().isThrownBy(cursor::key);
            assertThat(cursor.next()).isTrue();
            assertThat(text(cursor.key())).isEqualTo("a");
            assertThat(text(cursor.value())).isEqualTo("1");
            assertThat(cursor.next()).isFalse();
            assertThatIllegalStateException().isThrownBy(cursor::value);
            assertThat(cursor.next()).isFalse();
        }
    }

    // --- Batches ---

    @Test
    void a_batch_reads_its_own_writes_and_nobody_else_does() {
        put("a", "old");
        put("b", "old");
        try (WriteBatch batch = engine.begin()) {
            batch.put(LATEST, bytes("a"), bytes("new"));
            batch.delete(LATEST, bytes("b"));
            batch.put(LATEST, bytes("c"), bytes("new"));

            assertThat(text(batch.get(LATEST, bytes("a")))).isEqualTo("new");
            assertThat(batch.get(LATEST, bytes("b"))).isNull();
            assertThat(scan(batch, START, null, FORWARD)).containsExactly("a", "c");
            assertThat(scan(batch, START, bytes("c"), BACKWARD)).containsExactly("a");
            assertThat(batch.count(LATEST, START, null)).isEqualTo(2);

            assertThat(text(engine.get(LATEST, bytes("a")))).isEqualTo("old");
            assertThat(scan(engine, START, null, FORWARD)).containsExactly("a", "b");
            batch.commit();
        }
        assertThat(text(engine.get(LATEST, bytes("a")))).isEqualTo("new");
        assertThat(scan(engine, START, null, FORWARD)).containsExactly("a", "c");
    }

    @Test
    void a_batch_closed_without_commit_leaves_no_trace() {
        put("a", "1");
        commitApplied(5, 2);
        try (WriteBatch batch = engine.begin()) {
            batch.put(LATEST, bytes("a"), bytes("2"));
            batch.put(META, bytes("b"), bytes("2"));
            batch.applied(6, 2);
        }

        assertThat(text(engine.get(LATEST, bytes("a")))).isEqualTo("1");
        assertThat(engine.get(META, bytes("b"))).isNull();
        assertThat(engine.appliedIndex()).isEqualTo(5);
        put("a", "3");
        assertThat(text(engine.get(LATEST, bytes("a")))).isEqualTo("3");
    }

    @Test
    void a_cursor_of_a_batch_ends_with_the_next_write() {
        put("a", "1");
        put("b", "1");
        try (WriteBatch batch = engine.begin();
                Cursor cursor = batch.scan(LATEST, START, null, FORWARD)) {
            assertThat(cursor.next()).isTrue();
            batch.delete(LATEST, cursor.key());

            assertThat(text(cursor.key())).isEqualTo("a");
            assertThatIllegalStateException().isThrownBy(cursor::next);
        }
    }

    @Test
    void a_batch_can_be_used_until_its_commit_only() {
        WriteBatch batch = engine.begin();
        batch.commit();
        assertThatIllegalStateException()
                .isThrownBy(() -> batch.put(LATEST, bytes("a"), bytes("1")));
        assertThatIllegalStateException().isThrownBy(batch::commit);
        batch.close();
        batch.close();
        assertThatIllegalStateException().isThrownBy(() -> batch.delete(LATEST, bytes("a")));
    }

    @Test
    void a_thread_cannot_open_a_second_batch_or_restore_within_one() {
        try (WriteBatch batch = engine.begin()) {
            assertThatIllegalStateException().isThrownBy(engine::begin);
            assertThatIllegalStateException().isThrownBy(() -> engine.restore(new Rows()));
            batch.commit();
        }
    }

    @Test
    void applied_index_and_term_come_with_the_data_and_never_go_down() {
        try (WriteBatch batch = engine.begin()) {
            batch.put(LATEST, bytes("a"), bytes("1"));
            batch.applied(7, 3);
            assertThat(engine.appliedIndex()).isZero();
            assertThatIllegalArgumentException().isThrownBy(() -> batch.applied(6, 3));
            batch.commit();
        }
        assertThat(engine.appliedIndex()).isEqualTo(7);
        assertThat(engine.appliedTerm()).isEqualTo(3);
        try (WriteBatch batch = engine.begin()) {
            assertThatIllegalArgumentException().isThrownBy(() -> batch.applied(6, 4));
            assertThatIllegalArgumentException().isThrownBy(() -> batch.applied(8, 2));
            batch.applied(8, 3);
            batch.commit();
        }
        assertThat(engine.appliedIndex()).isEqualTo(8);
    }

    // --- Snapshots ---

    @Test
    void a_snapshot_stays_as_it_was() {
        put("a", "1");
        commitApplied(5, 1);
        try (Snapshot snapshot = engine.snapshot()) {
            put("a", "2");
            put("b", "2");
            commitApplied(6, 2);
            engine.restore(Rows.random(1, 10, 10));

            assertThat(text(snapshot.get(LATEST, bytes("a")))).isEqualTo("1");
            assertThat(scan(snapshot, START, null, FORWARD)).containsExactly("a");
            assertThat(snapshot.count(LATEST, START, null)).isEqualTo(1);
            assertThat(snapshot.appliedIndex()).isEqualTo(5);
            assertThat(snapshot.appliedTerm()).isEqualTo(1);
        }
    }

    @Test
    void a_closed_snapshot_is_refused() {
        Snapshot snapshot = engine.snapshot();
        snapshot.close();
        snapshot.close();

        assertThatIllegalStateException().isThrownBy(() -> snapshot.get(LATEST, bytes("a")));
    }

    @Test
    void a_state_goes_through_a_file_and_replaces_what_was_there() throws IOException {
        Rows rows = Rows.random(1, 2000, 300);
        engine.restore(rows);
        Path file = writeSnapshot();
        put("a key that is not in the file", "x");
        commitApplied(1_000_000, 1_000_000);

        engine.restore(SnapshotFile.open(file));

        assertThat(contents().all()).isEqualTo(rows.all());
        assertThat(engine.appliedIndex()).isEqualTo(rows.appliedIndex());
        put("a restored engine", "goes on");
        assertThat(contents().all()).hasSize(rows.all().size() + 1);
    }

    @Test
    void a_corrupt_snapshot_leaves_the_state() throws IOException {
        engine.restore(Rows.random(1, 2000, 300));
        Path file = writeSnapshot();
        byte[] damaged = Files.readAllBytes(file);
        damaged[damaged.length - 1]++;
        Files.write(file, damaged);
        Rows rows = Rows.random(2, 10, 10);
        engine.restore(rows);

        assertThatThrownBy(() -> engine.restore(SnapshotFile.open(file)))
                .isInstanceOf(CorruptSnapshotException.class)
                .hasMessageContaining(file.toString());

        assertThat(contents().all()).isEqualTo(rows.all());
        put("still", "writable");
        assertThat(text(engine.get(LATEST, bytes("still")))).isEqualTo("writable");
    }

    @Test
    void rows_out_of_order_are_a_corrupt_snapshot() {
        put("a", "1");
        assertRefused(LATEST, "b", LATEST, "a");
        assertRefused(LATEST, "b", LATEST, "b");
        assertRefused(META, "a", LATEST, "b");
        assertThat(scan(engine, START, null, FORWARD)).containsExactly("a");
    }

    @Test
    void size_follows_what_is_stored() {
        long empty = engine.sizeBytes();
        engine.restore(Rows.random(1, 1000, 1000));
        engine.flush();

        assertThat(engine.sizeBytes()).isGreaterThan(empty + 1000 * 500L);
    }

    @Test
    void defragmenting_loses_no_row_and_leaves_little_but_rows() {
        engine.restore(Rows.random(1, 1000, 1000));
        try (WriteBatch batch = engine.begin();
                Cursor cursor = engine.scan(HISTORY, START, null, FORWARD)) {
            while (cursor.next()) {
                batch.delete(HISTORY, cursor.key());
            }
            batch.commit();
        }
        engine.flush();
        List<String> rows = contents().all();
        long before = engine.sizeBytes();
        assertThat(engine.sizeInUseBytes()).isPositive().isLessThanOrEqualTo(before);

        engine.defragment();

        assertThat(contents().all()).isEqualTo(rows);
        assertThat(engine.sizeBytes()).isLessThanOrEqualTo(before);
        assertThat(engine.sizeInUseBytes()).isBetween(engine.sizeBytes() / 2, engine.sizeBytes());
        assertThat(engine.appliedIndex()).isPositive();
    }

    @Test
    @Tag(CLOSES_ENGINE)
    void a_closed_engine_is_refused() {
        put("a", "1");
        engine.close();
        engine.close();

        assertThatIllegalStateException().isThrownBy(() -> engine.get(LATEST, bytes("a")));
        assertThatIllegalStateException().isThrownBy(() -> engine.get(META, bytes("a")));
        assertThatIllegalStateException().isThrownBy(() -> scan(engine, START, null, FORWARD));
        assertThatIllegalStateException().isThrownBy(() -> engine.count(LATEST, START, null));
        assertThatIllegalStateException().isThrownBy(engine::begin);
        assertThatIllegalStateException().isThrownBy(engine::snapshot);
        assertThatIllegalStateException().isThrownBy(() -> engine.restore(new Rows()));
        assertThatIllegalStateException().isThrownBy(engine::flush);
        assertThatIllegalStateException().isThrownBy(engine::defragment);
        assertThatIllegalStateException().isThrownBy(engine::sizeBytes);
        assertThatIllegalStateException().isThrownBy(engine::sizeInUseBytes);
        assertThatIllegalStateException().isThrownBy(engine::appliedIndex);
    }

    // --- All of it together ---

    @Test
    void only_one_batch_is_open_at_a_time() throws Exception {
        EngineThreads.incrementFromManyThreads(engine);
    }

    @Test
    void readers_see_whole_batches_while_a_writer_writes() throws Exception {
        EngineThreads.readWhileWriting(engine);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void random_operations_agree_with_a_model(long seed) {
        new EngineModel(engine, seed).run();
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private void put(String key, String value) {
        try (WriteBatch batch = engine.begin()) {
            batch.put(LATEST, bytes(key), bytes(value));
            batch.commit();
        }
    }

    private void delete(String key) {
        try (WriteBatch batch = engine.begin()) {
            batch.delete(LATEST, bytes(key));
            batch.commit();
        }
    }

    private void commitApplied(long index, long term) {
        try (WriteBatch batch = engine.begin()) {
            batch.applied(index, term);
            batch.commit();
        }
    }

    private Path writeSnapshot() {
        Path file = directory.resolve("state.snapshot");
        try (Snapshot snapshot = engine.snapshot()) {
            SnapshotFile.write(snapshot, file);
        }
        return file;
    }

    private Rows contents() {
        try (Snapshot snapshot = engine.snapshot()) {
            return Rows.of(snapshot);
        }
    }

    private static List<String> scan(
            View view, byte[] from, byte @Nullable [] to, Direction direction) {
        List<String> keys = new ArrayList<>();
        try (Cursor cursor = view.scan(LATEST, from, to, direction)) {
            while (cursor.next()) {
                keys.add(text(cursor.key()));
            }
        }
        return keys;
    }

    private void assertRange(String from, @Nullable String to, String... keys) {
        byte[] end = to == null ? null : bytes(to);
        List<String> expected = new ArrayList<>(List.of(keys));
        assertThat(scan(engine, bytes(from), end, FORWARD)).isEqualTo(expected);
        assertThat(engine.count(LATEST, bytes(from), end)).isEqualTo(keys.length);
        assertThat(engine.countUpTo(LATEST, bytes(from), end, 1))
                .isEqualTo(Math.min(1, keys.length));
        Collections.reverse(expected);
        assertThat(scan(engine, bytes(from), end, BACKWARD)).isEqualTo(expected);
    }

    private void assertRefused(Keyspace first, String firstKey, Keyspace second, String key) {
        SnapshotSource source = Rows.inOrder(first, bytes(firstKey), second, bytes(key));
        assertThatThrownBy(() -> engine.restore(source))
                .isInstanceOf(CorruptSnapshotException.class);
    }
}
