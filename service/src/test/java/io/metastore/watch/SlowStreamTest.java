package io.metastore.watch;

import static io.metastore.watch.WatchFixture.watch;
import static io.metastore.watch.WatchFixture.watchRange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.WatchResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlowStreamTest {
    private final WatchFixture fixture = new WatchFixture(WatchFixture.limits(2));

    @Test
    void stream_that_does_not_read_falls_back_to_history_and_loses_nothing() {
        fixture.create(watchRange("a", "c"));
        fixture.create(watch("a"));
        fixture.sink.take();
        fixture.sink.setCredit(0);
        for (int i = 0; i < 20; i++) {
            fixture.write("a", "b");
        }
        assertThat(fixture.hub.stats().slowWatchers()).isEqualTo(2);
        assertThat(fixture.hub.stats().pendingEvents()).isLessThanOrEqualTo(3);
        fixture.resume();

        List<WatchResponse> responses = fixture.sink.take();
        assertThat(eventsOf(responses, 0)).hasSize(40).isSorted().doesNotHaveDuplicates();
        assertThat(eventsOf(responses, 1)).hasSize(20).isSorted().doesNotHaveDuplicates();
        assertThat(fixture.hub.stats().slowWatchers()).isZero();
        fixture.write("a");
        assertThat(fixture.sink.takeEvents()).containsExactly("PUT a@22", "PUT a@22");
    }

    @Test
    void slow_stream_does_not_hold_up_another() {
        FakeSink other = new FakeSink();
        fixture.hub.open(other, fixture.eventLoop).create(watch("a").build());
        fixture.create(watch("a"));
        fixture.sink.setCredit(0);
        IntStream.range(0, 10).forEach(i -> fixture.write("a"));

        assertThat(other.takeEvents()).hasSize(10);
    }

    @Test
    void bytes_bound_the_buffer_too() {
        WatchLimits limits = WatchFixture.limits(100);
        WatchFixture bytes =
                new WatchFixture(
                        new WatchLimits(
                                10,
                                100,
                                50,
                                1,
                                4,
                                1 << 20,
                                512,
                                1 << 20,
                                64,
                                limits.progressIntervalNanos()));
        bytes.create(watch("a"));
        bytes.sink.take();
        bytes.sink.setCredit(0);
        IntStream.range(0, 10).forEach(i -> bytes.write("a"));

        assertThat(bytes.hub.stats().pendingEvents()).isLessThan(5);
        assertThat(bytes.hub.stats().slowWatchers()).isEqualTo(1);
        bytes.resume();
        assertThat(bytes.sink.takeEvents()).hasSize(10);
    }

    @Test
    void revision_published_while_history_is_read_is_delivered_once() {
        fixture.write("a");
        fixture.create(watch("a").setStartRevision(2));
        fixture.publish("a");
        assertThat(fixture.catchUp.runNext()).isTrue();
        fixture.publish("a");
        fixture.settle();
        fixture.publish("a");
        fixture.settle();

        assertThat(fixture.sink.takeEvents())
                .containsExactly("PUT a@2", "PUT a@3", "PUT a@4", "PUT a@5");
    }

    @Test
    void history_is_read_in_bounded_pages() {
        for (int i = 0; i < 10; i++) {
            fixture.write("a");
        }
        fixture.create(watch("a").setStartRevision(2));
        fixture.settle();

        assertThat(fixture.history.queries())
                .extracting(HistoryQuery::fromRevision)
                .containsExactly(2L, 6L, 10L);
        List<WatchResponse> responses = fixture.sink.take();
        assertThat(eventsOf(responses, 0)).hasSize(10);
        assertThat(responses.get(responses.size() - 1).getHeader().getRevision()).isEqualTo(11);
    }

    @Test
    void watchers_at_about_the_same_place_share_a_read() {
        for (int i = 0; i < 4; i++) {
            fixture.write("a", "b", "c");
        }
        for (String key : List.of("a", "b", "c")) {
            fixture.create(watch(key).setStartRevision(2).setPrevKv(key.equals("b")));
        }
        fixture.sink.take();
        fixture.settle();

        assertThat(fixture.history.queries()).hasSize(2);
        List<WatchResponse> responses = fixture.sink.take();
        for (int id = 0; id < 3; id++) {
            assertThat(eventsOf(responses, id)).hasSize(4);
        }
        assertThat(responses.stream().flatMap(r -> r.getEventsList().stream()))
                .filteredOn(event -> event.hasPrevKv())
                .hasSize(3)
                .allMatch(event -> event.getKv().getKey().toStringUtf8().equals("b"));
    }

    @Test
    void nothing_is_read_for_a_client_that_takes_nothing() {
        fixture.write("a");
        fixture.sink.setCredit(0);
        fixture.create(watch("a").setStartRevision(2));
        fixture.settle();
        assertThat(fixture.history.queries()).isEmpty();
        fixture.resume();
        assertThat(fixture.sink.takeEvents()).containsExactly("PUT a@2");
    }

    @Test
    void slow_watcher_overtaken_by_compaction_gets_what_waited_and_is_canceled() {
        fixture.create(watch("a"));
        fixture.sink.take();
        fixture.sink.setCredit(0);
        for (int i = 0; i < 9; i++) {
            fixture.write("a");
        }
        fixture.compact(10);
        fixture.resume();

        List<WatchResponse> responses = fixture.sink.take();
        WatchResponse last = responses.get(responses.size() - 1);
        assertThat(last.getCanceled()).isTrue();
        assertThat(last.getCompactRevision()).isEqualTo(10);
        assertThat(last.getHeader().getRevision()).isZero();
        assertThat(eventsOf(responses, 0)).isNotEmpty().isSorted();
        assertThat(fixture.hub.stats().watchers()).isZero();
    }

    @Test
    void compaction_the_hub_has_not_heard_of_is_found_while_reading() {
        fixture.write("a");
        fixture.write("a");
        fixture.create(watch("a").setStartRevision(2));
        fixture.history.compact(3);
        fixture.settle();

        assertThat(fixture.sink.take())
                .last()
                .matches(r -> r.getCanceled() && r.getCompactRevision() == 3);
    }

    @Test
    void history_that_cannot_be_read_ends_the_stream_loudly() {
        fixture.write("a");
        fixture.history.failWith(new IllegalStateException("row of revision 2 is damaged"));
        fixture.create(watch("a").setStartRevision(2));

        assertThatThrownBy(fixture::settle).hasMessageContaining("damaged");
        fixture.settle();
        assertThat(fixture.sink.error()).isEqualTo(EtcdError.CORRUPT);
    }

    @Test
    void reset_reads_what_the_new_state_has_more() {
        fixture.create(watch("a"));
        fixture.create(watch("a").setStartRevision(9));
        fixture.sink.take();
        fixture.publish("a");
        fixture.history.write("a");
        fixture.history.write("b");
        fixture.history.write("a");
        fixture.hub.reset(5);
        fixture.settle();

        assertThat(fixture.sink.takeEvents()).containsExactly("PUT a@2", "PUT a@3", "PUT a@5");
        fixture.write("a");
        assertThat(fixture.sink.takeEvents()).containsExactly("PUT a@6");
    }

    @Test
    void reset_past_the_cursor_cancels() {
        fixture.create(watch("a"));
        fixture.sink.take();
        for (int i = 0; i < 4; i++) {
            fixture.history.write("a");
        }
        fixture.history.compact(4);
        fixture.hub.reset(5);
        fixture.settle();

        assertThat(fixture.sink.take())
                .singleElement()
                .matches(r -> r.getCanceled() && r.getCompactRevision() == 4);
    }

    @Test
    void watcher_canceled_while_history_is_read_gets_nothing_more() {
        fixture.write("a");
        fixture.create(watch("a").setStartRevision(2));
        fixture.cancel(0);
        fixture.sink.take();
        fixture.settle();
        fixture.write("a");

        assertThat(fixture.sink.take()).isEmpty();
        assertThat(fixture.hub.stats().slowWatchers()).isZero();
    }

    @Test
    void closed_hub_ends_streams_and_takes_no_more() {
        FakeSink late = new FakeSink();
        fixture.hub.close();
        fixture.hub.open(late, fixture.eventLoop);
        fixture.settle();

        assertThat(fixture.sink.error()).isEqualTo(EtcdError.STOPPED);
        assertThat(late.error()).isEqualTo(EtcdError.STOPPED);
        assertThat(fixture.hub.stats().streams()).isZero();
    }

    @Test
    void stream_whose_event_loop_is_gone_is_forgotten() {
        fixture.create(watch("a"));
        fixture.create(watchRange("a", "b").setStartRevision(1));
        fixture.eventLoop.shutDown();
        fixture.publish("a");

        assertThat(fixture.hub.stats().watchers()).isZero();
        assertThat(fixture.hub.stats().streams()).isZero();
        assertThat(fixture.hub.stats().pendingEvents()).isZero();
    }

    private static List<Long> eventsOf(List<WatchResponse> responses, long id) {
        // Two events of a revision count as distinct: the position of the operation is added.
        return responses.stream()
                .filter(response -> response.getWatchId() == id)
                .flatMap(response -> response.getEventsList().stream())
                .map(e -> e.getKv().getModRevision() * 10 + e.getKv().getKey().byteAt(0) % 10)
                .toList();
    }
}
