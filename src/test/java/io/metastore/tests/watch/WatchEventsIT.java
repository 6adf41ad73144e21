package io.metastore.tests.watch;

import static io.metastore.tests.client.Requests.delete;
import static io.metastore.tests.client.Requests.deletePrefix;
import static io.metastore.tests.client.Requests.op;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.client.Requests.watchPrefix;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.KVGrpc.KVBlockingStub;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.api.etcdserverpb.WatchCreateRequest.FilterType;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.api.mvccpb.Event;
import io.metastore.api.mvccpb.Event.EventType;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.WatchStream;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.junit.OnCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events: live and replayed, with and without filters and previous pairs. */
@OnCluster
final class WatchEventsIT {
    private final Client client;

    WatchEventsIT(Cluster cluster) {
        this.client = cluster.client();
    }

    private KVBlockingStub kv() {
        return client.kv();
    }

    private long write(String key, String value) {
        return kv().put(put(key, value)).getHeader().getRevision();
    }

    @Test
    void created_comes_first_and_names_the_revision_after_which_events_come() {
        long before = write("watch/a/0", "before");
        try (WatchStream watch = client.watch()) {
            WatchResponse created = watch.create(watchPrefix("watch/a/").build());
            assertThat(created.getEventsList()).isEmpty();
            assertThat(created.getHeader().getRevision()).isEqualTo(before);
            assertThat(created.getWatchId()).isZero();
            long revision = write("watch/a/1", "live");
            write("watch/other", "unseen");
            write("watch/a/2", "live");
            List<Event> events = watch.events(2);
            assertThat(events.get(0).getKv().getModRevision()).isEqualTo(revision);
            assertThat(events.get(0).getType()).isEqualTo(EventType.PUT);
            assertThat(events.get(1).getKv().getModRevision()).isEqualTo(revision + 2);
        }
    }

    @Test
    void replay_gives_the_past_and_goes_on_with_the_present() {
        long first = write("watch/b/1", "1");
        kv().deleteRange(delete("watch/b/1"));
        write("watch/b/2", "2");
        try (WatchStream watch = client.watch()) {
            watch.create(watchPrefix("watch/b/").setStartRevision(first).build());
            long live = write("watch/b/3", "3");
            List<Event> events = watch.events(4);
            assertThat(events)
                    .extracting(event -> event.getKv().getModRevision())
                    .containsExactly(first, first + 1, first + 2, live);
            KeyValue tombstone = events.get(1).getKv();
            assertThat(events.get(1).getType()).isEqualTo(EventType.DELETE);
            assertThat(tombstone.getCreateRevision()).isZero();
            assertThat(tombstone.getVersion()).isZero();
            assertThat(tombstone.getValue().isEmpty()).isTrue();
        }
    }

    @Test
    void previous_pairs_come_when_asked_for() {
        long first = write("watch/c", "1");
        write("watch/c", "2");
        kv().deleteRange(delete("watch/c"));
        try (WatchStream watch = client.watch()) {
            watch.create(watchPrefix("watch/c").setStartRevision(first).setPrevKv(true).build());
            List<Event> events = watch.events(3);
            assertThat(events.get(0).hasPrevKv()).isFalse();
            assertThat(events.get(1).getPrevKv().getValue().toStringUtf8()).isEqualTo("1");
            assertThat(events.get(2).getPrevKv().getValue().toStringUtf8()).isEqualTo("2");
        }
    }

    @Test
    void filters_leave_out_puts_or_deletes() {
        long first = write("watch/d", "1");
        kv().deleteRange(delete("watch/d"));
        write("watch/d", "2");
        try (WatchStream watch = client.watch()) {
            watch.create(
                    watchPrefix("watch/d")
                            .setStartRevision(first)
                            .addFilters(FilterType.NODELETE)
                            .build());
            assertThat(watch.events(2)).allMatch(event -> event.getType() == EventType.PUT);
        }
        try (WatchStream watch = client.watch()) {
            watch.create(
                    watchPrefix("watch/d")
                            .setStartRevision(first)
                            .addFilters(FilterType.NOPUT)
                            .build());
            kv().deleteRange(delete("watch/d"));
            assertThat(watch.events(2)).allMatch(event -> event.getType() == EventType.DELETE);
        }
    }

    @Test
    void events_of_one_revision_come_together_and_in_the_order_of_the_operations() {
        write("watch/e/gone", "x");
        try (WatchStream watch = client.watch()) {
            watch.create(watchPrefix("watch/e/").build());
            kv().txn(
                            TxnRequest.newBuilder()
                                    .addSuccess(op(put("watch/e/z", "1")))
                                    .addSuccess(op(delete("watch/e/gone")))
                                    .addSuccess(op(put("watch/e/a", "2")))
                                    .build());
            WatchResponse response = watch.next();
            assertThat(response.getEventsList())
                    .extracting(event -> event.getKv().getKey().toStringUtf8())
                    .containsExactly("watch/e/z", "watch/e/gone", "watch/e/a");
            kv().deleteRange(deletePrefix("watch/e/"));
            assertThat(watch.next().getEventsCount()).isEqualTo(2);
        }
    }
}
