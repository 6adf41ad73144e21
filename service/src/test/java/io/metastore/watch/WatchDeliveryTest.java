package io.metastore.watch;

import static io.metastore.watch.WatchFixture.watch;
import static io.metastore.watch.WatchFixture.watchRange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.api.etcdserverpb.WatchCreateRequest.FilterType;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.api.mvccpb.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchDeliveryTest {
    private final WatchFixture fixture = new WatchFixture();

    @Test
    void events_of_a_revision_share_a_response_in_order_of_operation() {
        fixture.create(watchRange("a", "d"));
        fixture.sink.take();
        fixture.write("c", "a", "x", "-b");

        List<WatchResponse> responses = fixture.sink.take();
        assertThat(responses).hasSize(1);
        assertThat(responses.get(0).getEventsList().stream().map(FakeSink::text))
                .containsExactly("PUT c@2", "PUT a@2", "DELETE b@2");
        assertThat(responses.get(0).getHeader().getRevision()).isEqualTo(2);
    }

    @Test
    void group_of_revisions_wakes_a_stream_once() {
        fixture.create(watchRange("a", "d"));
        fixture.sink.take();
        fixture.hub.publishBatch(
                List.of(fixture.history.write("a"), fixture.history.write("b", "z")));

        assertThat(fixture.eventLoop.size()).isEqualTo(1);
        fixture.settle();
        assertThat(fixture.sink.takeEvents()).containsExactly("PUT a@2", "PUT b@3");
    }

    @Test
    void previous_version_comes_on_request_and_never_for_a_creation() {
        fixture.create(watch("a").setPrevKv(true));
        fixture.create(watch("a"));
        fixture.sink.take();
        fixture.write("a");
        fixture.write("-a");

        List<WatchResponse> responses = fixture.sink.take();
        assertThat(responses).extracting(WatchResponse::getWatchId).containsExactly(0L, 1L, 0L, 1L);
        assertThat(responses.get(0).getEvents(0).hasPrevKv()).isFalse();
        assertThat(responses.get(2).getEvents(0).getPrevKv().getModRevision()).isEqualTo(2);
        assertThat(responses.get(3).getEvents(0).hasPrevKv()).isFalse();
    }

    @Test
    void a_previous_version_that_was_not_read_comes_from_history() {
        fixture.write("a");
        fixture.create(watch("a").setPrevKv(true));
        fixture.create(watch("a"));
        fixture.sink.take();

        fixture.hub.publishBatch(List.of(FakeHistory.unread(fixture.history.write("a"))));
        fixture.settle();
        fixture.write("-a");

        List<WatchResponse> responses = fixture.sink.take();
        assertThat(responses).hasSize(4);
        assertThat(of(0, responses))
                .extracting(event -> event.getPrevKv().getModRevision())
                .containsExactly(2L, 3L);
        assertThat(of(1, responses)).noneMatch(Event::hasPrevKv);
        assertThat(fixture.history.queries()).hasSize(1);
    }

    @Test
    void previous_versions_are_wanted_as_long_as_a_watcher_wants_them() {
        assertThat(fixture.hub.isPrevKvWanted()).isFalse();
        fixture.create(watch("a"));
        assertThat(fixture.hub.isPrevKvWanted()).isFalse();
        fixture.create(watch("a").setPrevKv(true));
        fixture.create(watch("b").setPrevKv(true).setStartRevision(1));
        fixture.cancel(1);
        assertThat(fixture.hub.isPrevKvWanted()).isTrue();
        fixture.cancel(2);
        assertThat(fixture.hub.isPrevKvWanted()).isFalse();
    }

    private static List<Event> of(long watcher, List<WatchResponse> responses) {
        return responses.stream()
                .filter(response -> response.getWatchId() == watcher)
                .flatMap(response -> response.getEventsList().stream())
                .toList();
    }

    @Test
    void filtered_events_are_dropped_and_leave_no_empty_response() {
        fixture.create(watch("a").addFilters(FilterType.NOPUT));
        fixture.create(watch("a").addFilters(FilterType.NODELETE));
        fixture.create(watch("a").addFilters(FilterType.NOPUT).addFilters(FilterType.NODELETE));
        fixture.sink.take();
        fixture.write("a");
        fixture.write("-a");

        List<WatchResponse> responses = fixture.sink.take();
        assertThat(responses).extracting(WatchResponse::getWatchId).containsExactly(1L, 0L);
        assertThat(responses).allMatch(response -> response.getEventsCount() == 1);
    }

    @Test
    void filters_hold_for_history_too() {
        fixture.write("a");
        fixture.write("-a");
        fixture.create(watch("a").setStartRevision(1 + 1).addFilters(FilterType.NOPUT));
        fixture.settle();

        assertThat(fixture.sink.takeEvents()).containsExactly("DELETE a@3");
    }

    @Test
    void large_response_is_split_for_those_who_asked() {
        String[] keys = new String[20];
        java.util.Arrays.setAll(keys, i -> "key" + (10 + i));
        fixture.create(watchRange("k", "l").setFragment(true));
        fixture.create(watchRange("k", "l"));
        fixture.sink.take();
        fixture.write(keys);

        List<WatchResponse> responses = fixture.sink.take();
        List<WatchResponse> fragments = responses.subList(0, responses.size() - 1);
        assertThat(fragments).hasSizeGreaterThan(1).allMatch(r -> r.getWatchId() == 0);
        assertThat(fragments).allMatch(r -> r.getSerializedSize() < 300);
        assertThat(fragments.get(fragments.size() - 1).getFragment()).isFalse();
        assertThat(fragments.subList(0, fragments.size() - 1)).allMatch(WatchResponse::getFragment);
        WatchResponse whole = responses.get(responses.size() - 1);
        assertThat(whole.getFragment()).isFalse();
        assertThat(fragments.stream().flatMap(r -> r.getEventsList().stream()))
                .containsExactlyElementsOf(whole.getEventsList());
    }

    @Test
    void small_response_is_not_marked_as_fragment() {
        fixture.create(watchRange("k", "l").setFragment(true));
        fixture.sink.take();
        fixture.write("k");

        assertThat(fixture.sink.take()).singleElement().matches(r -> !r.getFragment());
    }

    @Test
    void publishing_does_not_visit_watchers_of_other_keys() {
        WatchHub hub =
                new WatchHub(
                        WatchFixture.environment(fixture.history, fixture.catchUp),
                        WatchLimits.defaults(),
                        1);
        WatchStream stream = hub.open(fixture.sink, fixture.eventLoop);
        for (int i = 0; i < 10_000; i++) {
            String name = "%05d".formatted(i);
            stream.create(watch("key/" + name).build());
            stream.create(watchRange("range/" + name + "/", "range/" + name + "0").build());
        }
        long before = hub.visits();
        hub.publishBatch(List.of(fixture.history.write("range/07000/a")));
        hub.publishBatch(List.of(fixture.history.write("key/00042")));
        hub.publishBatch(List.of(fixture.history.write("nobody")));

        assertThat(hub.visits() - before).isLessThan(100);
        assertThat(hub.stats().eventsTotal()).isEqualTo(2);
    }

    @Test
    void revisions_must_ascend() {
        fixture.write("a");

        assertThatThrownBy(() -> fixture.hub.publish(2, List.of()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> fixture.hub.reset(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void counters_follow_events_through_the_buffer() {
        fixture.create(watch("a"));
        fixture.sink.setCredit(0);
        fixture.publish("a");
        fixture.publish("a");
        fixture.settle();
        assertThat(fixture.hub.stats().pendingEvents()).isEqualTo(2);
        fixture.resume();

        assertThat(fixture.hub.stats().pendingEvents()).isZero();
        assertThat(fixture.hub.stats().eventsTotal()).isEqualTo(2);
        assertThat(fixture.hub.stats().watchers()).isEqualTo(1);
        assertThat(fixture.hub.stats().streams()).isEqualTo(1);
        fixture.stream.close();
        assertThat(fixture.hub.stats().watchers()).isZero();
        assertThat(fixture.hub.stats().streams()).isZero();
    }
}
