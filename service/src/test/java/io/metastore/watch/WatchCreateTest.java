package io.metastore.watch;

import static io.metastore.watch.WatchFixture.watch;
import static io.metastore.watch.WatchFixture.watchRange;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.EtcdError;
import io.metastore.api.WatchCancelReason;
import io.metastore.api.etcdserverpb.WatchResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchCreateTest {
    private final WatchFixture fixture = new WatchFixture();

    @Test
    void created_names_the_revision_the_watcher_begins_after() {
        fixture.write("a");
        fixture.create(watch("a"));

        assertThat(fixture.sink.take())
                .containsExactly(
                        WatchResponse.newBuilder()
                                .setHeader(WatchFixture.header(2))
                                .setWatchId(0)
                                .setCreated(true)
                                .build());
        fixture.write("a");
        assertThat(fixture.sink.takeEvents()).containsExactly("PUT a@3");
    }

    @Test
    void created_comes_before_history_and_in_request_order() {
        fixture.write("a");
        fixture.sink.setCredit(0);
        fixture.create(watch("a").setStartRevision(2).setWatchId(9));
        fixture.create(watch("a").setStartRevision(-1));
        fixture.create(watch("a").setWatchId(-4));
        fixture.publish("a");
        fixture.resume();

        List<WatchResponse> responses = fixture.sink.take();
        assertThat(responses.subList(0, 3))
                .extracting(WatchResponse::getWatchId)
                .containsExactly(9L, -1L, -4L);
        assertThat(responses.subList(0, 3)).allMatch(WatchResponse::getCreated);
        assertThat(responses.subList(3, responses.size())).noneMatch(WatchResponse::getCreated);
    }

    @Test
    void ids_are_chosen_from_a_counter_that_skips_those_in_use() {
        fixture.create(watch("a").setWatchId(1));
        fixture.create(watch("a"));
        fixture.create(watch("a"));
        fixture.cancel(0);
        fixture.create(watch("a"));

        assertThat(fixture.sink.take())
                .filteredOn(WatchResponse::getCreated)
                .extracting(WatchResponse::getWatchId)
                .containsExactly(1L, 0L, 2L, 3L);
    }

    @Test
    void id_in_use_is_refused() {
        fixture.create(watch("a").setWatchId(5));
        fixture.sink.take();
        fixture.create(watch("b").setWatchId(5));

        assertRefused(WatchCancelReason.DUPLICATE_ID);
    }

    @Test
    void negative_start_is_refused_as_compacted() {
        fixture.create(watch("a").setStartRevision(-1));

        assertRefused("etcdserver: mvcc: required revision has been compacted");
    }

    @Test
    void inverted_and_empty_ranges_are_refused() {
        fixture.create(watchRange("b", "a"));
        assertRefused("mvcc: watcher range is empty");
        fixture.create(watchRange("b", "b"));
        assertRefused("mvcc: watcher range is empty");
    }

    @Test
    void refusal_of_the_caller_keeps_its_place() {
        fixture.stream.refuse(WatchCancelReason.refusedBy(EtcdError.PERMISSION_DENIED));

        assertRefused("rpc error: code = PermissionDenied desc = etcdserver: permission denied");
    }

    @Test
    void empty_key_is_the_zero_key_and_with_an_open_end_everything() {
        fixture.create(watch(""));
        fixture.create(watch("").setRangeEnd(WatchFixture.OPEN_END));
        fixture.create(watch("b").setRangeEnd(WatchFixture.OPEN_END));
        fixture.sink.take();
        fixture.write("a");
        fixture.write("\0");
        fixture.write("c");

        assertThat(fixture.sink.take())
                .extracting(
                        response -> response.getWatchId() + FakeSink.text(response.getEvents(0)))
                .containsExactlyInAnyOrder(
                        "1PUT a@2", "0PUT \0@3", "1PUT \0@3", "1PUT c@4", "2PUT c@4");
    }

    @Test
    void compacted_start_is_created_and_then_canceled_without_revision_or_reason() {
        writeThree();
        fixture.compact(4);
        fixture.create(watch("a").setStartRevision(3));
        fixture.settle();

        List<WatchResponse> responses = fixture.sink.take();
        assertThat(responses).hasSize(2);
        assertThat(responses.get(0).getCreated()).isTrue();
        assertThat(responses.get(0).getCanceled()).isFalse();
        assertThat(responses.get(1))
                .isEqualTo(
                        WatchResponse.newBuilder()
                                .setHeader(WatchFixture.header(0))
                                .setCanceled(true)
                                .setCompactRevision(4)
                                .build());
        assertThat(fixture.hub.stats().watchers()).isZero();
        assertThat(fixture.hub.stats().slowWatchers()).isZero();
    }

    @Test
    void start_at_the_compact_revision_is_served() {
        writeThree();
        fixture.compact(3);
        fixture.create(watch("a").setStartRevision(3));
        fixture.settle();

        assertThat(fixture.sink.takeEvents()).containsExactly("PUT a@3", "PUT a@4");
    }

    @Test
    void future_start_gets_nothing_before_it() {
        fixture.create(watch("a").setStartRevision(4).setProgressNotify(true));
        fixture.sink.take();
        writeTwo();
        fixture.stream.progress();
        fixture.settle();
        assertThat(fixture.sink.take()).isEmpty();

        fixture.write("a");
        assertThat(fixture.sink.takeEvents()).containsExactly("PUT a@4");
    }

    @Test
    void one_watcher_too_many_is_refused_with_a_reason() {
        for (int i = 0; i < 1_000; i++) {
            fixture.create(watch("a"));
        }
        fixture.sink.take();
        fixture.create(watch("a"));

        assertRefused("mvcc: too many watchers on the WatchStream");
        fixture.cancel(0);
        fixture.sink.take();
        fixture.create(watch("a"));
        assertThat(fixture.sink.take()).noneMatch(WatchResponse::getCanceled);
    }

    @Test
    void cancel_ends_a_watcher_and_ignores_unknown_ids() {
        fixture.create(watch("a"));
        fixture.sink.take();
        fixture.cancel(8);
        assertThat(fixture.sink.take()).isEmpty();
        fixture.cancel(0);
        fixture.cancel(0);
        fixture.write("a");

        assertThat(fixture.sink.take())
                .containsExactly(
                        WatchResponse.newBuilder()
                                .setHeader(WatchFixture.header(1))
                                .setCanceled(true)
                                .build());
        assertThat(fixture.hub.stats().watchers()).isZero();
    }

    @Test
    void canceled_watcher_gets_nothing_that_waited() {
        fixture.create(watch("a"));
        fixture.sink.setCredit(0);
        fixture.publish("a");
        fixture.cancel(0);
        fixture.create(watchRange("a", "b").setWatchId(0));
        fixture.sink.take();
        fixture.resume();

        assertThat(fixture.sink.takeEvents()).isEmpty();
    }

    @Test
    void client_that_asks_without_reading_is_stopped() {
        fixture.sink.setCredit(0);
        for (int i = 0; i < 64; i++) {
            fixture.create(watch("a"));
        }
        assertThat(fixture.sink.error()).isNull();
        fixture.create(watch("a"));

        assertThat(fixture.sink.error()).isEqualTo(EtcdError.TOO_MANY_REQUESTS);
        assertThat(fixture.hub.stats().watchers()).isZero();
        assertThat(fixture.hub.stats().streams()).isZero();
    }

    @Test
    void there_is_room_again_when_the_client_has_read() {
        WatchFixture small = new WatchFixture(WatchFixture.limits(2));
        small.sink.setCredit(0);
        small.create(watch("a"));
        assertThat(small.stream.hasRoom()).isTrue();
        small.create(watch("a"));
        assertThat(small.stream.hasRoom()).isFalse();
        small.resume();
        assertThat(small.stream.hasRoom()).isTrue();
    }

    private void writeTwo() {
        fixture.write("a");
        fixture.write("a");
    }

    private void writeThree() {
        writeTwo();
        fixture.write("a");
    }

    private void assertRefused(String reason) {
        assertThat(fixture.sink.take())
                .containsExactly(
                        WatchResponse.newBuilder()
                                .setHeader(WatchFixture.header(1))
                                .setWatchId(-1)
                                .setCreated(true)
                                .setCanceled(true)
                                .setCancelReason(reason)
                                .build());
    }
}
