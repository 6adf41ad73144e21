package io.metastore.mvcc;

import static io.metastore.mvcc.StoreFixture.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.metastore.api.EtcdError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HistoryReaderTest {
    private final StoreFixture fixture = new StoreFixture();

    @Test
    void revision_is_never_split_over_pages() {
        fixture.write(
                txn -> {
                    txn.put(bytes("a"), bytes("1"), 0);
                    txn.put(bytes("b"), bytes("1"), 0);
                    txn.put(bytes("c"), bytes("1"), 0);
                });
        fixture.put("a", "2");

        HistoryPage byBytes = read(KeyRange.everything(), 2, 1000, 1);
        HistoryPage byRevisions = read(KeyRange.everything(), 2, 1, 1000);

        assertThat(byBytes.changes()).hasSize(3);
        assertThat(byBytes.nextRevision()).isEqualTo(3);
        assertThat(byRevisions).isEqualTo(byBytes);
    }

    @Test
    void finished_replay_ends_behind_what_exists() {
        fixture.put("a", "1");

        assertThat(read(KeyRange.everything(), 1, 10, 1000).nextRevision()).isEqualTo(3);
        assertThat(read(KeyRange.everything(), 3, 10, 1000).nextRevision()).isEqualTo(3);
        assertThat(read(KeyRange.everything(), 9, 10, 1000).changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void version_before_is_missing_when_it_has_been_compacted(boolean single) {
        fixture.put("a", "1");
        fixture.put("a", "2");
        fixture.put("a", "3");
        fixture.delete("a");
        fixture.compact(3);

        List<Change> changes = read(range(single), 3, 10, 1000).changes();

        assertThat(changes).extracting(Change::revision).containsExactly(3L, 4L, 5L);
        assertThat(changes.get(0).prevKv()).isNull();
        assertThat(changes.get(1).event(true).getPrevKv().getValue()).isEqualTo(bytes("2"));
        assertThat(changes.get(2).event(true).getPrevKv().getValue()).isEqualTo(bytes("3"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void replay_from_the_compacted_revision_works_and_from_before_it_does_not(boolean single) {
        fixture.put("a", "1");
        fixture.delete("a");
        fixture.put("b", "1");
        fixture.compactFully(3);

        assertThat(read(range(single), 3, 10, 1000).changes()).hasSize(1);
        assertThatThrownBy(() -> read(range(single), 2, 10, 1000))
                .hasMessage(EtcdError.COMPACTED.message());
    }

    private static KeyRange range(boolean single) {
        return KeyRange.of(bytes("a"), single ? ByteString.EMPTY : bytes("b"));
    }

    private HistoryPage read(KeyRange range, long from, int revisionsMax, long bytesMax) {
        HistoryRequest request =
                new HistoryRequest(range, from, 1000, true, revisionsMax, bytesMax);
        return fixture.store.history().read(request);
    }
}
