package io.metastore.mvcc;

import static io.metastore.mvcc.StoreFixture.all;
import static io.metastore.mvcc.StoreFixture.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.api.EtcdError;
import io.metastore.engine.Keyspace;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CompactionTest {
    private final StoreFixture fixture = new StoreFixture();

    @Test
    void compaction_to_zero_succeeds_once() {
        assertThatCode(() -> fixture.compact(0)).doesNotThrowAnyException();
        assertThatThrownBy(() -> fixture.compact(0)).hasMessage(EtcdError.COMPACTED.message());
    }

    @Test
    void compaction_refuses_the_same_the_lower_and_the_future_revision() {
        fixture.put("a", "1");
        fixture.put("a", "2");
        fixture.compact(2);

        assertThatThrownBy(() -> fixture.compact(2)).hasMessage(EtcdError.COMPACTED.message());
        assertThatThrownBy(() -> fixture.compact(1)).hasMessage(EtcdError.COMPACTED.message());
        assertThatThrownBy(() -> fixture.compact(4))
                .hasMessage(EtcdError.FUTURE_REVISION.message());
        assertThat(fixture.store.compactRevision()).isEqualTo(2);
    }

    @Test
    void compacted_revision_itself_is_still_readable() {
        fixture.put("a", "1");
        fixture.put("b", "2");
        fixture.put("a", "3");
        fixture.compactFully(3);

        assertThat(keys(fixture.range(all().setRevision(3)))).containsExactly("a", "b");
        assertThatThrownBy(() -> fixture.range(all().setRevision(2)))
                .hasMessage(EtcdError.COMPACTED.message());
    }

    @Test
    void superseded_versions_go_and_the_last_one_stays() {
        fixture.put("a", "1");
        fixture.put("a", "2");
        fixture.put("a", "3");
        fixture.compactFully(3);

        assertThat(historyRows()).containsExactly("PUT@3", "PUT@4");
        assertThat(EngineRows.keys(fixture.engine, Keyspace.INDEX)).hasSize(2);
    }

    @Test
    void tombstone_at_the_compacted_revision_stays_until_the_next_compaction() {
        fixture.put("a", "1");
        fixture.delete("a");
        fixture.put("b", "2");

        fixture.compactFully(3);
        assertThat(historyRows()).containsExactly("TOMBSTONE@3", "PUT@4");
        assertThat(keys(fixture.range(all().setRevision(3)))).isEmpty();

        fixture.compactFully(4);
        assertThat(historyRows()).containsExactly("PUT@4");
    }

    @Test
    void step_is_bounded_and_a_new_worker_goes_on_where_it_was() {
        for (int i = 0; i < 10; i++) {
            fixture.put("a", "v" + i);
        }
        fixture.compact(11);

        assertThat(new Compactor(fixture.store, 4).step()).isTrue();
        assertThat(historyRows()).hasSize(7);
        assertThat(new Compactor(fixture.store, 4).step()).isTrue();
        assertThat(historyRows()).hasSize(3);
        assertThat(new Compactor(fixture.store, 4).finishedRevision()).isEqualTo(-1);
        assertThat(new Compactor(fixture.store, 4).step()).isFalse();

        assertThat(historyRows()).containsExactly("PUT@11");
        assertThat(new Compactor(fixture.store, 4).finishedRevision()).isEqualTo(11);
    }

    @Test
    void compaction_that_arrives_meanwhile_waits_for_its_turn() {
        fixture.put("a", "1");
        fixture.put("a", "2");
        fixture.delete("a");
        fixture.put("b", "1");
        Compactor compactor = new Compactor(fixture.store, 1);
        fixture.compact(4);
        assertThat(compactor.step()).isTrue();
        fixture.compact(5);

        while (compactor.finishedRevision() < 4) {
            assertThat(compactor.step()).isTrue();
        }
        assertThat(historyRows()).containsExactly("TOMBSTONE@4", "PUT@5");
        while (compactor.step()) {
            assertThat(compactor.isPending()).isTrue();
        }

        assertThat(compactor.finishedRevision()).isEqualTo(5);
        assertThat(historyRows()).containsExactly("PUT@5");
    }

    @Test
    void nothing_to_do_is_said_at_once() {
        assertThat(new Compactor(fixture.store, 1).step()).isFalse();
        assertThat(new Compactor(fixture.store, 1).isPending()).isFalse();
    }

    private List<String> historyRows() {
        return EngineRows.keys(fixture.engine, Keyspace.HISTORY).stream()
                .map(row -> HistoryKey.kind(row) + "@" + HistoryKey.main(row))
                .toList();
    }
}
