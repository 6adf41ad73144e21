package io.metastore.tests.watch;

import static io.metastore.tests.client.Requests.bytes;
import static io.metastore.tests.client.Requests.compact;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.client.Requests.watchPrefix;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.WatchCreateRequest;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.WatchStream;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.junit.OnCluster;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Watchers of one stream: their ids, refusals, cancellation and progress. */
@OnCluster
final class WatchControlIT {
    private static final long REFUSED = -1;
    private static final long PROGRESS = -1;

    private final Client client;
    private final WatchStream watch;

    WatchControlIT(Cluster cluster) {
        this.client = cluster.client();
        this.watch = client.watch();
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private static WatchCreateRequest.Builder watchKey(String key) {
        return WatchCreateRequest.newBuilder().setKey(bytes(key));
    }

    private long write(String key) {
        return client.kv().put(put(key, "v")).getHeader().getRevision();
    }

    @Test
    void ids_are_given_in_order_or_taken_as_wished() {
        assertThat(watch.create(watchKey("ids").build()).getWatchId()).isEqualTo(0);
        assertThat(watch.create(watchKey("ids").build()).getWatchId()).isEqualTo(1);
        assertThat(watch.create(watchKey("ids").setWatchId(7).build()).getWatchId()).isEqualTo(7);
        assertThat(watch.create(watchKey("ids").build()).getWatchId()).isEqualTo(2);
        WatchResponse twice = watch.create(watchKey("ids").setWatchId(7).build());
        assertRefused(twice, "mvcc: duplicate watch ID provided on the WatchStream");
        write("ids");
        for (int i = 0; i < 4; i++) {
            assertThat(watch.next().getEventsCount()).isEqualTo(1);
        }
    }

    private static void assertRefused(WatchResponse response, String reason) {
        assertThat(response.getWatchId()).isEqualTo(REFUSED);
        assertThat(response.getCreated()).isTrue();
        assertThat(response.getCanceled()).isTrue();
        assertThat(response.getCancelReason()).isEqualTo(reason);
    }

    @Test
    void bad_creations_are_refused_and_the_stream_goes_on() {
        assertRefused(
                watch.create(watchKey("z").setRangeEnd(bytes("a")).build()),
                "mvcc: watcher range is empty");
        assertRefused(
                watch.create(watchKey("negative").setStartRevision(-5).build()),
                "etcdserver: mvcc: required revision has been compacted");
        watch.create(watchKey("goes-on").build());
        write("goes-on");
        assertThat(watch.next().getEventsCount()).isEqualTo(1);
    }

    @Test
    void a_cancelled_watcher_gets_an_answer_and_nothing_after_it() {
        long id = watch.create(watchKey("cancel").build()).getWatchId();
        watch.cancel(4711);
        watch.cancel(id);
        WatchResponse canceled = watch.next();
        assertThat(canceled.getWatchId()).isEqualTo(id);
        assertThat(canceled.getCanceled()).isTrue();
        assertThat(canceled.getCancelReason()).isEmpty();
        write("cancel");
        long other = watch.create(watchKey("cancel").build()).getWatchId();
        long revision = write("cancel");
        WatchResponse response = watch.next();
        assertThat(response.getWatchId()).isEqualTo(other);
        assertThat(response.getEvents(0).getKv().getModRevision()).isEqualTo(revision);
    }

    @Test
    void a_start_below_the_compacted_revision_is_created_and_then_cancelled() {
        long first = write("compacted");
        long second = write("compacted");
        client.kv().compact(compact(second));
        WatchResponse created = watch.create(watchKey("compacted").setStartRevision(first).build());
        assertThat(created.getCanceled()).isFalse();
        WatchResponse canceled = watch.next();
        assertThat(canceled.getWatchId()).isEqualTo(created.getWatchId());
        assertThat(canceled.getCanceled()).isTrue();
        assertThat(canceled.getCompactRevision()).isEqualTo(second);
        assertThat(canceled.getHeader().getRevision()).isZero();
        assertThat(canceled.getCancelReason()).isEmpty();

        watch.create(watchKey("compacted").setStartRevision(second).build());
        assertThat(watch.events(1).get(0).getKv().getModRevision()).isEqualTo(second);
    }

    @Test
    void progress_is_told_after_all_events_up_to_it() {
        watch.create(watchPrefix("progress/").build());
        long revision = 0;
        for (int i = 0; i < 50; i++) {
            revision = write("progress/" + i);
        }
        watch.requestProgress();
        long seen = 0;
        WatchResponse response = watch.next();
        while (response.getEventsCount() > 0) {
            seen = response.getEvents(response.getEventsCount() - 1).getKv().getModRevision();
            // The request may be dropped while the watcher catches up; clients then ask again.
            Optional<WatchResponse> next = watch.next(Duration.ofMillis(500));
            if (next.isEmpty()) {
                watch.requestProgress();
            }
            response = next.orElseGet(watch::next);
        }
        assertThat(response.getWatchId()).isEqualTo(PROGRESS);
        assertThat(response.getHeader().getRevision()).isLessThanOrEqualTo(seen).isPositive();
        assertThat(seen).isLessThanOrEqualTo(revision);
    }

    @Test
    void a_future_start_holds_events_back() {
        long now = client.revision();
        watch.create(watchKey("future").setStartRevision(now + 3).build());
        write("future");
        write("future");
        long wanted = write("future");
        assertThat(wanted).isEqualTo(now + 3);
        assertThat(watch.events(1).get(0).getKv().getModRevision()).isEqualTo(wanted);
    }
}
