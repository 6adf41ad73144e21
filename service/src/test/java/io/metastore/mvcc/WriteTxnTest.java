package io.metastore.mvcc;

import static io.metastore.mvcc.StoreFixture.ZERO;
import static io.metastore.mvcc.StoreFixture.all;
import static io.metastore.mvcc.StoreFixture.bytes;
import static io.metastore.mvcc.StoreFixture.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.metastore.api.EtcdError;
import io.metastore.api.mvccpb.Event.EventType;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.engine.WriteBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WriteTxnTest {
    private final StoreFixture fixture = new StoreFixture();

    @Test
    void first_write_is_revision_two() {
        fixture.put("a", "1");

        assertThat(fixture.store.revision()).isEqualTo(2);
        assertThat(fixture.get("a"))
                .isEqualTo(
                        KeyValue.newBuilder()
                                .setKey(bytes("a"))
                                .setValue(bytes("1"))
                                .setCreateRevision(2)
                                .setModRevision(2)
                                .setVersion(1)
                                .build());
    }

    @Test
    void identical_put_still_counts() {
        fixture.put("a", "1");
        fixture.put("a", "1");

        assertThat(fixture.get("a").getVersion()).isEqualTo(2);
        assertThat(fixture.get("a").getCreateRevision()).isEqualTo(2);
        assertThat(fixture.get("a").getModRevision()).isEqualTo(3);
    }

    @Test
    void key_begins_a_new_life_after_deletion() {
        fixture.put("a", "1");
        fixture.put("a", "2");
        fixture.delete("a");
        fixture.put("a", "3");

        assertThat(fixture.get("a").getVersion()).isEqualTo(1);
        assertThat(fixture.get("a").getCreateRevision()).isEqualTo(5);
    }

    @Test
    void deleting_nothing_uses_no_revision() {
        fixture.put("a", "1");

        List<Change> changes = fixture.write(txn -> txn.deleteRange(bytes("x"), ZERO));

        assertThat(changes).isEmpty();
        assertThat(fixture.store.revision()).isEqualTo(2);
    }

    @Test
    void changes_of_one_command_share_a_revision_and_see_each_other() {
        fixture.put("a", "1");

        List<Change> changes =
                fixture.write(
                        txn -> {
                            assertThat(txn.revision()).isEqualTo(2);
                            txn.put(bytes("b"), bytes("2"), 0);
                            assertThat(txn.revision()).isEqualTo(3);
                            assertThat(keys(txn.range(all().build()))).containsExactly("a", "b");
                            assertThat(keys(txn.range(all().setRevision(2).build())))
                                    .containsExactly("a");
                            assertThat(txn.deleteRange(bytes("a"), ZERO)).hasSize(2);
                            assertThat(txn.range(all().build()).getCount()).isZero();
                        });

        assertThat(changes).extracting(Change::revision).containsExactly(3L, 3L, 3L);
        assertThat(changes)
                .extracting(Change::type)
                .containsExactly(EventType.PUT, EventType.DELETE, EventType.DELETE);
        assertThat(fixture.store.revision()).isEqualTo(3);
    }

    @Test
    void deletion_event_has_key_and_revision_only_and_the_version_before_the_command() {
        fixture.put("a", "1");

        Change change = fixture.write(t -> t.deleteRange(bytes("a"), ByteString.EMPTY)).get(0);

        assertThat(change.kv())
                .isEqualTo(KeyValue.newBuilder().setKey(bytes("a")).setModRevision(3).build());
        assertThat(change.prevKv()).isNotNull();
        assertThat(change.event(true).getPrevKv().getValue()).isEqualTo(bytes("1"));
        assertThat(change.event(false).hasPrevKv()).isFalse();
    }

    @Test
    void deletion_of_a_key_born_in_the_same_command_had_nothing_before() {
        List<Change> changes =
                fixture.write(
                        txn -> {
                            txn.put(bytes("a"), bytes("1"), 0);
                            txn.deleteRange(bytes("a"), ByteString.EMPTY);
                        });

        assertThat(changes).extracting(Change::prevKv).containsOnlyNulls();
    }

    @Test
    void put_returns_what_it_replaces() {
        fixture.write(txn -> assertThat(txn.put(bytes("a"), bytes("1"), 9)).isNull());

        fixture.write(
                txn -> {
                    KeyValue previous = txn.put(bytes("a"), bytes("2"), 0);
                    assertThat(previous).isNotNull();
                    assertThat(previous.getLease()).isEqualTo(9);
                });
        assertThat(fixture.get("a").getLease()).isZero();
    }

    @Test
    void a_put_that_reads_no_value_counts_on_and_says_so() {
        List<Change> first =
                fixture.write(txn -> assertThat(txn.putUnread(bytes("a"), bytes("1"), 9)).isNull());
        assertThat(first.get(0).prevKvUnread()).isFalse();

        List<Change> second =
                fixture.write(
                        txn ->
                                assertThat(txn.putUnread(bytes("a"), bytes("2"), 0))
                                        .isEqualTo(new Summary(2, 2, 1, 9)));

        assertThat(second.get(0).prevKv()).isNull();
        assertThat(second.get(0).prevKvUnread()).isTrue();
        KeyValue now = fixture.get("a");
        assertThat(Summary.of(now)).isEqualTo(new Summary(2, 3, 2, 0));
        assertThat(now.getValue()).isEqualTo(bytes("2"));
    }

    @Test
    void what_was_unread_stays_so_for_later_changes_of_the_command() {
        fixture.put("a", "1");

        List<Change> changes =
                fixture.write(
                        txn -> {
                            txn.putUnread(bytes("a"), bytes("2"), 0);
                            txn.put(bytes("a"), bytes("3"), 0);
                            txn.deleteRange(bytes("a"), ByteString.EMPTY);
                            txn.putUnread(bytes("a"), bytes("4"), 0);
                        });

        assertThat(changes).extracting(Change::prevKv).containsOnlyNulls();
        assertThat(changes)
                .extracting(Change::prevKvUnread)
                .containsExactly(true, true, true, false);
    }

    @Test
    void discarded_batch_leaves_no_trace() {
        fixture.put("a", "1");
        try (WriteBatch batch = fixture.engine.begin()) {
            WriteTxn txn = fixture.store.write(batch);
            txn.put(bytes("b"), bytes("2"), 0);
            txn.end();
        }

        fixture.put("c", "3");

        assertThat(fixture.get("c").getModRevision()).isEqualTo(3);
        assertThat(keys(fixture.range(all()))).containsExactly("a", "c");
    }

    @Test
    void negative_revision_in_a_txn_lies_before_the_compacted_one() {
        fixture.put("a", "1");
        fixture.write(
                txn -> {
                    assertThatCode(() -> txn.checkRevision(-1)).doesNotThrowAnyException();
                    assertThatThrownBy(() -> txn.checkRevision(-2))
                            .hasMessage(EtcdError.COMPACTED.message());
                    assertThatThrownBy(() -> txn.checkRevision(3))
                            .hasMessage(EtcdError.FUTURE_REVISION.message());
                });
        fixture.compact(2);

        fixture.write(
                txn -> {
                    assertThatCode(() -> txn.checkRevision(0)).doesNotThrowAnyException();
                    assertThatCode(() -> txn.checkRevision(2)).doesNotThrowAnyException();
                    assertThatThrownBy(() -> txn.checkRevision(-1))
                            .hasMessage(EtcdError.COMPACTED.message());
                });
    }
}
