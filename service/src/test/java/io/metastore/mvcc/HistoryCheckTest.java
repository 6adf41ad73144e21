package io.metastore.mvcc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import io.metastore.engine.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryCheckTest {
    private final StoreFixture fixture = new StoreFixture();
    private final List<String> attached = new ArrayList<>();

    @BeforeEach
    void write_a_history() {
        fixture.put("a", "1");
        fixture.put("a", "2");
        fixture.put("b", "1");
        fixture.delete("b");
        fixture.put("b", "again");
        fixture.put("c", "1");
        fixture.delete("c");
        fixture.compactFully(3);
    }

    private List<String> check() {
        List<String> problems = new ArrayList<>();
        attached.clear();
        try (Snapshot snapshot = fixture.engine.snapshot()) {
            new HistoryCheck(snapshot, listener(problems)).run();
        }
        return problems;
    }

    private HistoryCheck.CheckListener listener(List<String> problems) {
        return new HistoryCheck.CheckListener() {
            @Override
            public void problem(String sentence) {
                problems.add(sentence);
            }

            @Override
            public void row() {
                // Progress is for people.
            }

            @Override
            public void attached(byte[] key, long leaseId) {
                attached.add(new String(key, UTF_8) + "@" + leaseId);
            }
        };
    }

    private void damage(Consumer<WriteBatch> work) {
        try (WriteBatch batch = fixture.engine.begin()) {
            work.accept(batch);
            batch.commit();
        }
    }

    private static byte[] history(long main, ChangeKind kind) {
        return HistoryKey.of(main, 0, kind);
    }

    private static byte[] record(String key, long create, long mod, long version) {
        return KeyValue.newBuilder()
                .setKey(ByteString.copyFromUtf8(key))
                .setCreateRevision(create)
                .setModRevision(mod)
                .setVersion(version)
                .build()
                .toByteArray();
    }

    @Test
    void a_sound_history_has_no_problems() {
        assertThat(check()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void random_histories_have_no_problems(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            String key = "k" + random.nextInt(12);
            if (random.nextInt(4) == 0) {
                fixture.delete(key);
            } else {
                fixture.put(key, "v" + i);
            }
            if (random.nextInt(40) == 0) {
                long from = Math.max(1, fixture.store.compactRevision() + 1);
                long revision = from + random.nextInt((int) (fixture.store.revision() - from) + 1);
                fixture.compactFully(revision);
                assertThat(check()).as("seed %d compacted to %d", seed, revision).isEmpty();
            }
        }
        assertThat(check()).as("seed %d", seed).isEmpty();
    }

    @Test
    void an_unfinished_compaction_is_no_problem() {
        fixture.compact(7);
        assertThat(check()).isEmpty();
    }

    @Test
    void leases_of_live_keys_are_told() {
        fixture.write(txn -> txn.put(StoreFixture.bytes("a"), StoreFixture.bytes("x"), 7));
        fixture.write(txn -> txn.put(StoreFixture.bytes("gone"), StoreFixture.bytes("x"), 7));
        fixture.delete("gone");
        assertThat(check()).isEmpty();
        assertThat(attached).containsExactly("a@7");
    }

    @Test
    void a_lost_history_row_is_found() {
        damage(batch -> batch.delete(Keyspace.HISTORY, history(6, ChangeKind.PUT)));
        assertThat(check()).contains("HISTORY lacks revision 6_0");
    }

    @Test
    void a_lost_index_row_is_found() {
        damage(batch -> batch.delete(Keyspace.INDEX, IndexKey.of("b".getBytes(UTF_8), 4, 0)));
        assertThat(check()).contains("INDEX does not name revision 4_0 of \"b\"");
    }

    @Test
    void a_lost_latest_row_is_found() {
        damage(batch -> batch.delete(Keyspace.LATEST, "a".getBytes(UTF_8)));
        assertThat(check()).containsExactly("LATEST does not have the newest version of \"a\"");
    }

    @Test
    void a_stale_latest_row_is_found() {
        damage(batch -> batch.put(Keyspace.LATEST, "a".getBytes(UTF_8), record("a", 2, 2, 1)));
        assertThat(check()).containsExactly("LATEST does not have the newest version of \"a\"");
    }

    @Test
    void a_deleted_key_that_lives_on_in_latest_is_found() {
        damage(batch -> batch.put(Keyspace.LATEST, "c".getBytes(UTF_8), record("c", 7, 7, 1)));
        assertThat(check())
                .containsExactly("LATEST has \"c\", which has been deleted or never was");
    }

    @Test
    void a_revision_counter_that_is_behind_is_found() {
        damage(batch -> MetaRows.put(batch, MetaRows.REVISION, 7));
        assertThat(check()).containsExactly("revision 8_0 is newer than the state, which is at 7");
    }

    @Test
    void a_compaction_beyond_the_revision_is_found() {
        damage(batch -> MetaRows.put(batch, MetaRows.COMPACT, 70));
        assertThat(check())
                .containsExactly(
                        "the revisions contradict each other: current 8, compacted to 70,"
                                + " finished 3");
    }

    @Test
    void what_a_compaction_should_have_removed_is_found() {
        damage(batch -> MetaRows.put(batch, MetaRows.COMPACT, 6));
        damage(batch -> MetaRows.put(batch, MetaRows.COMPACTED, 6));
        assertThat(check())
                .containsExactlyInAnyOrder(
                        "revision 5_0 of \"b\" was compacted away and is still there",
                        "revision 4_0 of \"b\" was compacted away and is still there");
    }

    @Test
    void a_record_that_cannot_be_read_is_found() {
        damage(batch -> batch.put(Keyspace.HISTORY, history(6, ChangeKind.PUT), new byte[] {1}));
        assertThat(check()).contains("the record at revision 6_0 cannot be read");
    }

    @Test
    void a_record_of_another_revision_is_found() {
        damage(
                batch -> {
                    byte[] row = record("a", 2, 2, 2);
                    batch.put(Keyspace.HISTORY, history(3, ChangeKind.PUT), row);
                    batch.put(Keyspace.LATEST, "a".getBytes(UTF_8), row);
                });
        assertThat(check()).containsExactly("the record at revision 3_0 belongs elsewhere");
    }

    @Test
    void a_version_that_was_skipped_is_found() {
        fixture.put("a", "3");
        damage(
                batch -> {
                    byte[] row = record("a", 2, 9, 5);
                    batch.put(Keyspace.HISTORY, history(9, ChangeKind.PUT), row);
                    batch.put(Keyspace.LATEST, "a".getBytes(UTF_8), row);
                });
        assertThat(check())
                .containsExactly("version 5 of \"a\" does not follow what was before it");
    }

    @Test
    void rows_of_another_shape_are_found() {
        damage(batch -> batch.put(Keyspace.HISTORY, new byte[] {1, 2}, new byte[0]));
        damage(batch -> batch.put(Keyspace.INDEX, new byte[] {1, 2}, new byte[0]));
        assertThat(check())
                .containsExactly(
                        "HISTORY has a row without a revision", "INDEX has a row that is none");
    }
}
