package io.metastore.tests.watch;

import static io.metastore.tests.client.Requests.bytes;
import static io.metastore.tests.client.Requests.op;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.client.Requests.watchPrefix;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.api.etcdserverpb.WatchResponse;
import io.metastore.api.mvccpb.Event;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.WatchStream;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.junit.OnCluster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More events than fit: fragments and a client that does not read. */
@OnCluster
final class WatchLargeIT {
    private static final int RESPONSE_BYTES_MAX = 2 << 20;
    private static final int SLOW_WRITES = 400;

    private final Client client;

    WatchLargeIT(Cluster cluster) {
        this.client = cluster.client();
    }

    private long writeLarge() {
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        ByteString value = ByteString.copyFrom(new byte[140_000]);
        for (int i = 0; i < 10; i++) {
            PutRequest put =
                    PutRequest.newBuilder().setKey(bytes("large/" + i)).setValue(value).build();
            txn.addSuccess(op(put));
        }
        return client.kv().txn(txn.build()).getHeader().getRevision();
    }

    @Test
    void a_large_revision_is_split_only_for_who_asked_for_fragments() {
        writeLarge();
        try (WatchStream split = client.watch();
                WatchStream whole = client.watch()) {
            split.create(watchPrefix("large/").setPrevKv(true).setFragment(true).build());
            whole.create(watchPrefix("large/").setPrevKv(true).build());
            long revision = writeLarge();

            WatchResponse all = whole.next();
            assertThat(all.getEventsCount()).isEqualTo(10);
            assertThat(all.getFragment()).isFalse();

            List<Event> events = new ArrayList<>();
            WatchResponse fragment = split.next();
            assertThat(fragment.getFragment()).isTrue();
            while (fragment.getFragment()) {
                assertThat(fragment.getSerializedSize()).isLessThan(RESPONSE_BYTES_MAX);
                events.addAll(fragment.getEventsList());
                fragment = split.next();
            }
            events.addAll(fragment.getEventsList());
            assertThat(events).isEqualTo(all.getEventsList());
            assertThat(events).allMatch(event -> event.getKv().getModRevision() == revision);
        }
    }

    @Test
    void a_reader_that_stands_still_holds_nobody_up_and_gets_everything_later() {
        String value = "x".repeat(16_000);
        try (WatchStream slow = client.watch();
                WatchStream quick = client.watch()) {
            slow.create(watchPrefix("slow/").build());
            quick.create(watchPrefix("slow/").build());
            slow.stopReading();
            List<Long> written = new ArrayList<>();
            for (int i = 0; i < SLOW_WRITES; i++) {
                written.add(client.kv().put(put("slow/" + i % 7, value)).getHeader().getRevision());
            }
            assertThat(revisions(quick.events(SLOW_WRITES))).isEqualTo(written);
            slow.resumeReading();
            assertThat(revisions(slow.events(SLOW_WRITES))).isEqualTo(written);
        }
    }

    private static List<Long> revisions(List<Event> events) {
        return events.stream().map(event -> event.getKv().getModRevision()).toList();
    }
}
