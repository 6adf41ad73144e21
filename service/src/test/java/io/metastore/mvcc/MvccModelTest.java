package io.metastore.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.metastore.api.EtcdException;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeRequest.SortOrder;
import io.metastore.api.etcdserverpb.RangeRequest.SortTarget;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.memory.MemoryEngine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random work on the store and on {@link HistoryModel}; every answer must be the same. */
final class MvccModelTest {
    private static final int SEEDS = 200;
    private static final int STEPS = 120;

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void store_answers_like_the_model(int seed) {
        new Run(seed).run();
    }

    private static final class Run {
        private final Random random;
        private final RandomRequests requests;
        private final int stepRowsMax;
        private Engine engine = new MemoryEngine();
        private MvccStore store = new MvccStore(engine);
        private HistoryModel model = new HistoryModel();

        Run(int seed) {
            random = new Random(seed);
            requests = new RandomRequests(random);
            stepRowsMax = 1 + random.nextInt(6);
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                switch (random.nextInt(16)) {
                    case 0 -> compact();
                    case 1 -> new Compactor(store, stepRowsMax).step();
                    case 2 -> reopen();
                    case 3, 4 -> replay();
                    case 5 -> chunks();
                    case 6, 7, 8, 9 -> range();
                    default -> batch();
                }
            }
            finishCompactions();
        }

        private void batch() {
            HistoryModel before = model.copy();
            try (WriteBatch batch = engine.begin()) {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    txn(batch);
                }
                if (random.nextInt(6) == 0) {
                    model = before;
                } else {
                    batch.commit();
                }
            }
            assertThat(store.revision()).isEqualTo(model.revision());
        }

        private void txn(WriteBatch batch) {
            WriteTxn txn = store.write(batch);
            HistoryModel before = model.copy();
            for (int i = random.nextInt(4); i > 0; i--) {
                if (random.nextInt(4) == 0) {
                    ByteString key = requests.key();
                    ByteString end = requests.rangeEnd();
                    assertThat(txn.deleteRange(key, end)).isEqualTo(model.delete(key, end));
                } else {
                    put(txn);
                }
                RangeRequest request = requests.range(txn.revision());
                long now = txn.revision();
                assertSame(() -> txn.range(request), () -> model.range(request, now));
            }
            txn.end();
            model.end();
            assertThat(txn.revision()).isEqualTo(model.revision());
            assertThat(txn.changes()).isEqualTo(withPrevious(model, before, before.revision() + 1));
        }

        /** The changes since a state, each with what its key was in that state. */
        private static List<Change> withPrevious(
                HistoryModel model, HistoryModel before, long from) {
            List<Change> changes = new ArrayList<>();
            for (Change change : model.replay(EVERYTHING, EVERYTHING, from, false)) {
                boolean created = change.kv().getCreateRevision() == change.revision();
                List<KeyValue> old =
                        before.inRange(change.kv().getKey(), ByteString.EMPTY, before.revision());
                boolean none = created || old.isEmpty();
                changes.add(new Change(change.type(), change.kv(), none ? null : old.get(0)));
            }
            return changes;
        }

        private void put(WriteTxn txn) {
            ByteString key = requests.key();
            ByteString value = requests.value();
            long lease = random.nextInt(3);
            List<KeyValue> old = model.inRange(key, ByteString.EMPTY, Long.MAX_VALUE);
            model.put(key, value, lease);
            assertThat(txn.get(key)).isEqualTo(old.isEmpty() ? null : old.get(0));
            assertThat(txn.put(key, value, lease)).isEqualTo(old.isEmpty() ? null : old.get(0));
        }

        private void compact() {
            long target = requests.revision(model.revision());
            try (WriteBatch batch = engine.begin()) {
                assertSame(
                        () -> {
                            store.compact(batch, target);
                            return true;
                        },
                        () -> {
                            model.compact(target);
                            return true;
                        });
                batch.commit();
            }
            assertThat(store.compactRevision()).isEqualTo(model.compactRevision());
        }

        private void reopen() {
            engine = random.nextBoolean() ? engine : EngineRows.transfer(engine);
            store = new MvccStore(engine);
        }

        private void range() {
            RangeRequest request = requests.range(model.revision());
            try (ReadTxn txn = store.read()) {
                assertSame(() -> txn.range(request), () -> model.range(request, model.revision()));
            }
        }

        private void chunks() {
            RangeRequest request =
                    requests.range(model.revision()).toBuilder()
                            .setSortOrder(SortOrder.NONE)
                            .setSortTarget(SortTarget.KEY)
                            .clearMinModRevision()
                            .clearMaxModRevision()
                            .clearMinCreateRevision()
                            .clearMaxCreateRevision()
                            .build();
            HistoryModel before = model.copy();
            assertSame(() -> inChunks(request), () -> before.range(request, before.revision()));
        }

        /** Joins the pieces, with writes between them. */
        private RangeResponse inChunks(RangeRequest request) {
            RangeResponse.Builder joined = RangeResponse.newBuilder();
            RangeChunks chunks;
            try (ReadTxn txn = store.read()) {
                chunks = txn.chunks(request);
            }
            while (!chunks.isFinished()) {
                try (ReadTxn txn = store.read()) {
                    RangeResponse chunk = chunks.next(txn, 1 + random.nextInt(4));
                    boolean bare = chunk.getCount() == 0 && !chunk.getMore();
                    assertThat(bare || chunks.isFinished()).isTrue();
                    joined.mergeFrom(chunk);
                }
                batch();
            }
            return joined.build();
        }

        private void replay() {
            ByteString key = requests.key();
            ByteString end = requests.rangeEnd();
            long from = 1L + random.nextInt((int) model.revision() + 1);
            boolean prevKv = random.nextBoolean();
            assertSame(
                    () -> visible(readAll(key, end, from, prevKv)),
                    () -> visible(model.replay(key, end, from, prevKv)));
        }

        private List<Change> readAll(ByteString key, ByteString end, long from, boolean prevKv) {
            List<Change> all = new ArrayList<>();
            long next = from;
            do {
                int revisionsMax = 1 + random.nextInt(5);
                long bytesMax = random.nextBoolean() ? 1 : 100;
                HistoryPage page =
                        store.history()
                                .read(
                                        new HistoryRequest(
                                                KeyRange.of(key, end),
                                                next,
                                                Long.MAX_VALUE - 1,
                                                prevKv,
                                                revisionsMax,
                                                bytesMax));
                long revisions = page.changes().stream().map(Change::revision).distinct().count();
                assertThat(revisions).isLessThanOrEqualTo(revisionsMax);
                assertThat(page.changes()).allMatch(c -> c.revision() < page.nextRevision());
                all.addAll(page.changes());
                next = page.nextRevision();
            } while (next <= model.revision());
            return all;
        }

        /**
         * Steps inside the compacted revision may be gone already, all but the last of each key.
         */
        private List<Change> visible(List<Change> changes) {
            Set<ByteString> seen = new HashSet<>();
            List<Change> visible = new ArrayList<>();
            for (int i = changes.size() - 1; i >= 0; i--) {
                Change change = changes.get(i);
                if (change.revision() != model.compactRevision()
                        || seen.add(change.kv().getKey())) {
                    visible.add(0, change);
                }
            }
            return visible;
        }

        private void finishCompactions() {
            Compactor compactor = new Compactor(store, stepRowsMax);
            while (compactor.step()) {
                range();
                replay();
            }
            assertThat(compactor.finishedRevision()).isEqualTo(model.compactRevision());
            assertThat(compactor.isPending()).isFalse();
            List<String> rows =
                    EngineRows.keys(engine, Keyspace.HISTORY).stream()
                            .map(row -> HistoryKey.kind(row) + "@" + HistoryKey.main(row))
                            .toList();
            assertThat(rows)
                    .isEqualTo(
                            model.remaining().stream()
                                    .map(v -> (v.tombstone() ? "TOMBSTONE@" : "PUT@") + v.main())
                                    .toList());
            assertThat(EngineRows.keys(engine, Keyspace.INDEX)).hasSameSizeAs(rows);
            assertThat(EngineRows.keys(engine, Keyspace.LATEST))
                    .hasSameSizeAs(model.inRange(EVERYTHING, EVERYTHING, Long.MAX_VALUE));
        }

        private static void assertSame(Supplier<Object> actual, Supplier<Object> expected) {
            assertThat(outcome(actual)).isEqualTo(outcome(expected));
        }

        private static Object outcome(Supplier<Object> work) {
            try {
                return work.get();
            } catch (EtcdException e) {
                return e.error();
            }
        }
    }

    private static final ByteString EVERYTHING = ByteString.copyFrom(new byte[1]);
}
