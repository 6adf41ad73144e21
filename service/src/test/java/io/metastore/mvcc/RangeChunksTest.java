package io.metastore.mvcc;

import static io.metastore.mvcc.StoreFixture.all;
import static io.metastore.mvcc.StoreFixture.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.RangeResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RangeChunksTest {
    private final StoreFixture fixture = new StoreFixture();

    @BeforeEach
    void fill() {
        for (String key : new String[] {"a", "b", "c", "d", "e"}) {
            fixture.put(key, key);
        }
    }

    @Test
    void only_the_last_piece_has_the_totals() {
        try (ReadTxn txn = fixture.store.read()) {
            RangeChunks chunks = txn.chunks(all().setLimit(3).build());
            RangeResponse first = chunks.next(txn, 2);
            assertThat(chunks.isFinished()).isFalse();
            RangeResponse last = chunks.next(txn, 2);

            assertThat(keys(first)).containsExactly("a", "b");
            assertThat(first.getMore()).isFalse();
            assertThat(first.getCount()).isZero();
            assertThat(keys(last)).containsExactly("c");
            assertThat(last.getMore()).isTrue();
            assertThat(last.getCount()).isEqualTo(5);
            assertThat(chunks.isFinished()).isTrue();
        }
    }

    @Test
    void later_pieces_stay_at_the_pinned_revision() {
        RangeChunks chunks;
        try (ReadTxn txn = fixture.store.read()) {
            chunks = txn.chunks(all().build());
            chunks.next(txn, 2);
        }
        fixture.delete("c");
        fixture.put("d", "new");
        fixture.put("f", "new");

        try (ReadTxn txn = fixture.store.read()) {
            RangeResponse rest = chunks.next(txn, 100);

            assertThat(keys(rest)).containsExactly("c", "d", "e");
            assertThat(rest.getKvs(1).getValue().toStringUtf8()).isEqualTo("d");
            assertThat(rest.getCount()).isEqualTo(5);
        }
    }

    @Test
    void compaction_that_overtakes_the_pinned_revision_ends_it() {
        RangeChunks chunks;
        try (ReadTxn txn = fixture.store.read()) {
            chunks = txn.chunks(all().build());
            chunks.next(txn, 2);
        }
        fixture.put("f", "new");
        fixture.compact(7);

        try (ReadTxn txn = fixture.store.read()) {
            assertThatThrownBy(() -> chunks.next(txn, 2)).hasMessage(EtcdError.COMPACTED.message());
        }
    }

    @Test
    void empty_and_count_only_ranges_are_one_piece() {
        try (ReadTxn txn = fixture.store.read()) {
            RangeChunks count = txn.chunks(all().setCountOnly(true).setLimit(2).build());
            assertThat(count.next(txn, 10))
                    .isEqualTo(RangeResponse.newBuilder().setCount(5).build());
            assertThat(count.isFinished()).isTrue();

            RangeChunks empty = txn.chunks(all().setKey(StoreFixture.bytes("x")).build());
            assertThat(empty.next(txn, 10)).isEqualTo(RangeResponse.getDefaultInstance());
            assertThat(empty.isFinished()).isTrue();
        }
    }
}
