package io.metastore.watch;

import static io.metastore.watch.WatchFixture.INTERVAL_NANOS;
import static io.metastore.watch.WatchFixture.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.WatchResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchProgressTest {
    /** The longest a jittered interval can be. */
    private static final long LONGEST_NANOS = INTERVAL_NANOS + INTERVAL_NANOS / 10;

    private final WatchFixture fixture = new WatchFixture(WatchFixture.limits(2));

    @Test
    void manual_progress_is_one_response_for_all_watchers() {
        fixture.create(watch("a"));
        fixture.create(watch("b"));
        fixture.write("c");
        fixture.sink.take();
        fixture.stream.progress();

        assertThat(fixture.sink.take()).containsExactly(progress(-1, 2));
    }

    @Test
    void each_request_of_a_synced_stream_is_answered() {
        fixture.create(watch("a"));
        fixture.sink.take();
        fixture.stream.progress();
        fixture.stream.progress();

        assertThat(fixture.sink.take()).containsExactly(progress(-1, 1), progress(-1, 1));
    }

    @Test
    void manual_progress_without_watchers_is_dropped() {
        fixture.stream.progress();
        fixture.create(watch("a"));

        assertThat(fixture.sink.take()).allMatch(WatchResponse::getCreated);
    }

    @Test
    void manual_progress_comes_after_events_that_were_published_before() {
        fixture.create(watch("a"));
        fixture.sink.take();
        fixture.publish("a");
        fixture.stream.progress();

        List<WatchResponse> responses = fixture.sink.take();
        assertThat(responses).hasSize(2);
        assertThat(responses.get(0).getEventsCount()).isEqualTo(1);
        assertThat(responses.get(1)).isEqualTo(progress(-1, 2));
    }

    @Test
    void manual_progress_waits_for_watchers_that_read_history() {
        fixture.write("a");
        fixture.create(watch("b"));
        fixture.create(watch("a").setStartRevision(2));
        fixture.sink.take();
        fixture.stream.progress();
        assertThat(fixture.sink.take()).isEmpty();
        fixture.settle();

        List<WatchResponse> responses = fixture.sink.take();
        assertThat(responses).hasSize(2);
        assertThat(responses.get(0).getEventsCount()).isEqualTo(1);
        assertThat(responses.get(1)).isEqualTo(progress(-1, 2));
    }

    @Test
    void watcher_that_has_not_started_keeps_the_answer_back() {
        fixture.create(watch("a"));
        fixture.create(watch("b").setStartRevision(3));
        fixture.sink.take();
        fixture.stream.progress();
        assertThat(fixture.sink.take()).isEmpty();
        fixture.write("x");
        fixture.write("x");
        assertThat(fixture.sink.take()).isEmpty();
        fixture.stream.progress();

        assertThat(fixture.sink.take()).containsExactly(progress(-1, 3));
    }

    @Test
    void periodic_progress_names_the_watcher_and_comes_once_an_interval() {
        fixture.create(watch("a").setProgressNotify(true));
        fixture.create(watch("a"));
        fixture.sink.take();
        tick(0);
        tick(INTERVAL_NANOS - 1);
        assertThat(fixture.sink.take()).isEmpty();
        tick(LONGEST_NANOS);
        assertThat(fixture.sink.take()).containsExactly(progress(0, 1));
        tick(LONGEST_NANOS + 1);
        assertThat(fixture.sink.take()).isEmpty();
        tick(2 * LONGEST_NANOS);
        assertThat(fixture.sink.take()).containsExactly(progress(0, 1));
    }

    @Test
    void periodic_progress_is_left_out_when_events_were_sent() {
        fixture.create(watch("a").setProgressNotify(true));
        tick(0);
        fixture.write("a");
        fixture.sink.take();
        tick(LONGEST_NANOS);
        assertThat(fixture.sink.take()).isEmpty();
        tick(2 * LONGEST_NANOS);
        assertThat(fixture.sink.take()).containsExactly(progress(0, 2));
    }

    @Test
    void periodic_progress_waits_for_the_start_revision() {
        fixture.create(watch("a").setProgressNotify(true).setStartRevision(2));
        fixture.sink.take();
        tick(0);
        tick(LONGEST_NANOS);
        assertThat(fixture.sink.take()).isEmpty();
        fixture.write("b");
        tick(2 * LONGEST_NANOS);
        assertThat(fixture.sink.take()).containsExactly(progress(0, 2));
    }

    @Test
    void periodic_progress_leaves_out_unsynced_watchers() {
        fixture.write("a");
        fixture.create(watch("a").setProgressNotify(true).setStartRevision(2));
        fixture.sink.take();
        fixture.hub.tick(0);
        fixture.hub.tick(LONGEST_NANOS);
        assertThat(fixture.eventLoop.runNext()).isTrue();
        assertThat(fixture.sink.take()).isEmpty();
        fixture.settle();
        assertThat(fixture.sink.takeEvents()).containsExactly("PUT a@2");
    }

    private void tick(long nowNanos) {
        fixture.hub.tick(nowNanos);
        fixture.settle();
    }

    private static WatchResponse progress(long id, long revision) {
        return WatchResponse.newBuilder()
                .setHeader(WatchFixture.header(revision))
                .setWatchId(id)
                .build();
    }
}
