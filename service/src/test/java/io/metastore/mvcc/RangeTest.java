package io.metastore.mvcc;

import static io.metastore.mvcc.StoreFixture.ZERO;
import static io.metastore.mvcc.StoreFixture.all;
import static io.metastore.mvcc.StoreFixture.bytes;
import static io.metastore.mvcc.StoreFixture.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.metastore.api.EtcdError;
import io.metastore.api.EtcdException;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeRequest.SortOrder;
import io.metastore.api.etcdserverpb.RangeRequest.SortTarget;
import io.metastore.api.etcdserverpb.RangeResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RangeTest {
    private final StoreFixture fixture = new StoreFixture();

    /** Revisions 2 to 5; the values are in the opposite order of the keys. */
    @BeforeEach
    void fill() {
        fixture.put("a", "4");
        fixture.put("b", "3");
        fixture.put("c", "2");
        fixture.write(txn -> txn.put(bytes("d"), bytes("1"), 77));
    }

    @Test
    void empty_store_has_revision_one_and_was_never_compacted() {
        StoreFixture empty = new StoreFixture();

        assertThat(empty.store.revision()).isEqualTo(1);
        assertThat(empty.store.compactRevision()).isEqualTo(-1);
        assertThat(empty.range(all())).isEqualTo(RangeResponse.getDefaultInstance());
    }

    @Test
    void range_end_takes_its_four_forms() {
        assertThat(between("b", ByteString.EMPTY)).containsExactly("b");
        assertThat(between("b", bytes("d"))).containsExactly("b", "c");
        assertThat(between("b", ZERO)).containsExactly("b", "c", "d");
        assertThat(between("c", bytes("b"))).isEmpty();
        assertThat(between("c", bytes("c"))).isEmpty();
    }

    @Test
    void limit_cuts_and_says_so_while_count_ignores_it() {
        RangeResponse response = fixture.range(all().setLimit(2));

        assertThat(keys(response)).containsExactly("a", "b");
        assertThat(response.getMore()).isTrue();
        assertThat(response.getCount()).isEqualTo(4);
    }

    @Test
    void limit_that_is_just_enough_leaves_no_more() {
        RangeResponse response = fixture.range(all().setLimit(4));

        assertThat(keys(response)).hasSize(4);
        assertThat(response.getMore()).isFalse();
    }

    @Test
    void negative_limit_and_negative_revision_are_none() {
        assertThat(keys(fixture.range(all().setLimit(-1).setRevision(-5)))).hasSize(4);
    }

    @Test
    void count_only_ignores_the_limit() {
        RangeResponse response = fixture.range(all().setCountOnly(true).setLimit(1));

        assertThat(response).isEqualTo(RangeResponse.newBuilder().setCount(4).build());
    }

    @Test
    void filters_cut_before_the_limit_and_leave_the_count() {
        RangeResponse response = fixture.range(all().setMinModRevision(3).setLimit(2));

        assertThat(keys(response)).containsExactly("b", "c");
        assertThat(response.getMore()).isTrue();
        assertThat(response.getCount()).isEqualTo(4);
        assertThat(keys(fixture.range(all().setMaxCreateRevision(3)))).containsExactly("a", "b");
    }

    @Test
    void target_without_order_sorts_a_window_of_the_smallest_keys() {
        RangeResponse response = fixture.range(all().setSortTarget(SortTarget.VALUE).setLimit(2));

        // Three keys are fetched, sorted by value, and cut to two.
        assertThat(keys(response)).containsExactly("c", "b");
        assertThat(response.getMore()).isTrue();
    }

    @Test
    void explicit_order_sorts_everything_before_the_cut() {
        RangeRequest.Builder request = all().setSortTarget(SortTarget.VALUE).setLimit(2);

        assertThat(keys(fixture.range(request.clone().setSortOrder(SortOrder.ASCEND))))
                .containsExactly("d", "c");
        assertThat(keys(fixture.range(request.clone().setSortOrder(SortOrder.DESCEND))))
                .containsExactly("a", "b");
    }

    @Test
    void keys_descend_with_an_early_end_now_and_in_the_past() {
        RangeRequest.Builder request =
                all().setSortOrder(SortOrder.DESCEND).setSortTarget(SortTarget.KEY).setLimit(2);

        assertThat(keys(fixture.range(request))).containsExactly("d", "c");
        assertThat(keys(fixture.range(request.setRevision(4)))).containsExactly("c", "b");
    }

    @Test
    void keys_only_drops_the_lease_unless_sorted_by_value() {
        RangeRequest.Builder request =
                RangeRequest.newBuilder().setKey(bytes("d")).setKeysOnly(true);

        assertThat(fixture.range(request).getKvs(0).getValue()).isEmpty();
        assertThat(fixture.range(request).getKvs(0).getLease()).isZero();
        assertThat(fixture.range(request.setSortTarget(SortTarget.VALUE)).getKvs(0).getLease())
                .isEqualTo(77);
    }

    @Test
    void past_revision_shows_what_was_there() {
        fixture.put("a", "new");
        fixture.delete("b");

        assertThat(keys(fixture.range(all().setRevision(5)))).containsExactly("a", "b", "c", "d");
        assertThat(fixture.range(all().setRevision(5)).getKvs(0).getValue()).isEqualTo(bytes("4"));
        assertThat(keys(fixture.range(all().setRevision(3)))).containsExactly("a", "b");
        assertThat(keys(fixture.range(all()))).containsExactly("a", "c", "d");
    }

    @Test
    void past_of_keys_with_long_histories_is_found_by_jumps() {
        for (int i = 0; i < 50; i++) {
            fixture.put("b", "later" + i);
        }

        RangeResponse past = fixture.range(all().setRevision(5));
        RangeResponse middle = fixture.range(all().setRevision(30));

        assertThat(keys(past)).containsExactly("a", "b", "c", "d");
        assertThat(past.getKvs(1).getValue()).isEqualTo(bytes("3"));
        assertThat(keys(middle)).containsExactly("a", "b", "c", "d");
        assertThat(middle.getKvs(1).getValue()).isEqualTo(bytes("later24"));
        assertThat(middle.getCount()).isEqualTo(4);
    }

    @Test
    void future_revision_is_refused() {
        assertThatThrownBy(() -> fixture.range(all().setRevision(6)))
                .isInstanceOf(EtcdException.class)
                .hasMessage(EtcdError.FUTURE_REVISION.message());
    }

    @Test
    void small_work_is_told_from_big_work() {
        try (ReadTxn txn = fixture.store.read()) {
            assertThat(txn.isAtMost(all().build(), 4)).isTrue();
            assertThat(txn.isAtMost(all().build(), 3)).isFalse();
            assertThat(txn.isAtMost(all().setLimit(2).build(), 3)).isTrue();
            assertThat(txn.isAtMost(all().setLimit(2).setMinModRevision(1).build(), 3)).isFalse();
            assertThat(txn.isAtMost(all().setRevision(3).build(), 3)).isFalse();
            assertThat(txn.isAtMost(all().setRevision(3).build(), 4)).isTrue();
            assertThat(txn.isAtMost(RangeRequest.newBuilder().setKey(bytes("a")).build(), 1))
                    .isTrue();
        }
    }

    @Test
    void open_read_does_not_see_later_writes() {
        try (ReadTxn txn = fixture.store.read()) {
            fixture.put("e", "0");
            fixture.compactFully(6);

            assertThat(txn.revision()).isEqualTo(5);
            assertThat(keys(txn.range(all().setRevision(2).build()))).containsExactly("a");
        }
    }

    private List<String> between(String key, ByteString end) {
        return keys(fixture.range(RangeRequest.newBuilder().setKey(bytes(key)).setRangeEnd(end)));
    }
}
