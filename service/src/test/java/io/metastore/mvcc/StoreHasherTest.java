package io.metastore.mvcc;

import static io.metastore.mvcc.StoreFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.metastore.api.EtcdError;
import io.metastore.engine.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StoreHasherTest {
    private final StoreFixture fixture = new StoreFixture();
    private final StoreHasher hasher = fixture.store.hasher();
    private final HashModel model = new HashModel();

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @Test
    void empty_store_has_the_hash_of_the_name_of_the_bucket() {
        // The number that etcd 3.7.3 tells when it has no keys.
        assertThat(hasher.at(0)).isEqualTo(new HashAnswer(new StoreHash(1084519789, -1, 1), 1));
    }

    @Test
    void nothing_is_hashed_at_a_negative_revision() {
        StoreHash empty = hasher.at(0).hash();
        fixture.put("a", "1");

        assertThat(hasher.at(-5).hash()).isEqualTo(new StoreHash(empty.hash(), -1, -5));
    }

    @Test
    void compacted_and_future_revisions_are_refused() {
        fixture.put("a", "1");
        fixture.put("a", "2");
        fixture.compact(3);

        assertThatThrownBy(() -> hasher.at(2)).hasMessage(EtcdError.COMPACTED.message());
        assertThatThrownBy(() -> hasher.at(4)).hasMessage(EtcdError.FUTURE_REVISION.message());
        assertThat(hasher.at(3).hash().compactRevision()).isEqualTo(3);
    }

    @Test
    void compaction_leaves_its_hash_under_the_compaction_before() {
        fixture.put("a", "1");
        fixture.compactFully(2);
        fixture.put("a", "2");
        fixture.put("b", "1");
        fixture.compact(4);
        assertThat(hasher.at(4).hash().compactRevision()).isEqualTo(4);

        new Compactor(fixture.store, 10).step();

        assertThat(hasher.at(4).hash().compactRevision()).isEqualTo(2);
        assertThat(hasher.at(0).hash().compactRevision()).isEqualTo(4);
        // Long compacted, and yet known.
        assertThat(hasher.at(2).hash()).extracting(StoreHash::compactRevision).isEqualTo(-1L);
    }

    @Test
    void hashes_of_the_last_ten_compactions_are_kept() {
        for (int i = 2; i < 20; i++) {
            fixture.put("a", "v" + i);
            fixture.compactFully(i);
        }

        assertThat(hasher.compactionsNewestFirst())
                .extracting(StoreHash::revision)
                .containsExactlyElementsOf(IntStream.range(0, 10).mapToObj(i -> 19L - i).toList());
        assertThatThrownBy(() -> hasher.at(9)).hasMessage(EtcdError.COMPACTED.message());
    }

    @Test
    void thread_that_is_to_stop_does_not_read_on() {
        fixture.put("a", "1");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> hasher.at(0)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Histories with a step of compaction, a new compaction or a change between any two looks. */
    @ParameterizedTest
    @MethodSource("seeds")
    void hash_follows_the_rule_however_far_compaction_has_come(long seed) {
        Random random = new Random(seed);
        int keys = 1 + random.nextInt(6);
        Compactor compactor = new Compactor(fixture.store, 1 + random.nextInt(4));
        for (int i = 0; i < 150; i++) {
            change(random, keys);
            model.observe(fixture.engine);
            long compact = fixture.store.compactRevision();
            long current = fixture.store.revision();
            if (random.nextInt(10) == 0 && current > compact) {
                fixture.compact(compact + 1 + random.nextInt((int) (current - compact)));
            }
            for (int steps = random.nextInt(3); steps > 0; steps--) {
                compactor.step();
                assertSameAsModel();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void compaction_hash_follows_the_rule_when_compactions_overtake_each_other(long seed) {
        Random random = new Random(seed);
        Compactor compactor = new Compactor(fixture.store, 1 + random.nextInt(4));
        List<StoreHash> expected = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            change(random, 1 + random.nextInt(5));
            model.observe(fixture.engine);
            long before = fixture.store.compactRevision();
            long current = fixture.store.revision();
            if (random.nextInt(6) == 0 && current > before) {
                long target = before + 1 + random.nextInt((int) (current - before));
                fixture.compact(target);
                expected.add(new StoreHash(model.atCompaction(before, target), before, target));
            }
            compactor.step();
        }

        assertThat(hasher.compactionsNewestFirst()).isNotEmpty().isSubsetOf(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void state_hash_does_not_depend_on_how_far_compaction_has_come(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            change(random, 4);
        }
        fixture.compact(1 + random.nextInt((int) fixture.store.revision()));
        HashAnswer before = hasher.ofState();
        Compactor compactor = new Compactor(fixture.store, 3);
        while (compactor.step()) {
            assertThat(hasher.ofState()).isEqualTo(before);
        }
        assertThat(hasher.ofState()).isEqualTo(before);
        fixture.put("another", "1");
        assertThat(hasher.ofState().hash().hash()).isNotEqualTo(before.hash().hash());
    }

    @Test
    void state_hash_tells_states_apart_that_differ_in_one_byte() {
        StoreFixture other = new StoreFixture();
        fixture.put("a", "1");
        other.put("a", "2");

        assertThat(hasher.ofState()).isNotEqualTo(other.store.hasher().ofState());
        assertThat(hasher.at(0)).isNotEqualTo(other.store.hasher().at(0));
    }

    private void assertSameAsModel() {
        long compact = fixture.store.compactRevision();
        long current = fixture.store.revision();
        try (Snapshot snapshot = fixture.engine.snapshot()) {
            for (long at = Math.max(1, compact); at <= current; at++) {
                int hash = model.onDemand(compact, at);
                var scope =
                        new HashScope(
                                MetaRows.compacted(snapshot), compact, at, HashScope.Kept.LIVING);
                assertThat(HistoryHash.of(snapshot, scope).hash())
                        .as("at %s, compacted %s", at, compact)
                        .isEqualTo(hash);
                assertThat(HistoryHash.of(snapshot, scope, 1).hash())
                        .as("with looks into the index")
                        .isEqualTo(hash);
            }
        }
    }

    private void change(Random random, int keys) {
        ByteString key = bytes("k" + random.nextInt(keys));
        switch (random.nextInt(4)) {
            case 0 -> fixture.write(txn -> txn.deleteRange(key, ByteString.EMPTY));
            case 1 ->
                    fixture.write(
                            txn -> {
                                txn.put(key, bytes(""), 0);
                                txn.put(bytes("other"), bytes("" + random.nextInt(3)), 7);
                                txn.deleteRange(bytes("k1"), bytes("k3"));
                            });
            default -> fixture.write(txn -> txn.put(key, bytes("" + random.nextInt(9)), 0));
        }
    }
}
