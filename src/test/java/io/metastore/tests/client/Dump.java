package io.metastore.tests.client;

import static io.metastore.tests.client.Requests.OPEN_END;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.HashKVRequest;
import io.metastore.api.etcdserverpb.HashKVResponse;
import io.metastore.api.etcdserverpb.LeaseLeasesRequest;
import io.metastore.api.etcdserverpb.LeaseStatus;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.etcdserverpb.WatchCreateRequest;
import io.metastore.api.mvccpb.Event;
import io.metastore.api.mvccpb.KeyValue;
import java.util.ArrayList;
import java.util.List;

/** Everything that one member holds, for comparison. */
public final class Dump {
    private static final int PAGE_KEYS = 1_000;

    private Dump() {}

    /** All events from a revision to another, in which something must have happened. */
    public static List<Event> events(Client client, long from, long through) {
        List<Event> events = new ArrayList<>();
        WatchCreateRequest request =
                WatchCreateRequest.newBuilder()
                        .setKey(OPEN_END)
                        .setRangeEnd(OPEN_END)
                        .setStartRevision(from)
                        .build();
        try (WatchStream watch = client.watch()) {
            watch.create(request);
            long seen = 0;
            while (seen < through) {
                events.addAll(watch.events(1));
                seen = events.get(events.size() - 1).getKv().getModRevision();
            }
        }
        return events;
    }

    /** Every key as it was at a revision, as this member holds it. */
    public static List<KeyValue> keys(Client client, long revision) {
        List<KeyValue> all = new ArrayList<>();
        ByteString from = OPEN_END;
        boolean more = true;
        while (more) {
            RangeResponse page =
                    client.kv()
                            .range(
                                    RangeRequest.newBuilder()
                                            .setKey(from)
                                            .setRangeEnd(OPEN_END)
                                            .setRevision(revision)
                                            .setLimit(PAGE_KEYS)
                                            .setSerializable(true)
                                            .build());
            all.addAll(page.getKvsList());
            more = page.getMore();
            if (more) {
                from = page.getKvs(page.getKvsCount() - 1).getKey().concat(OPEN_END);
            }
        }
        return all;
    }

    /** The hash of a revision with what it was computed over. */
    public static List<Object> hash(Client client, long revision) {
        HashKVResponse answer =
                client.maintenance()
                        .hashKV(HashKVRequest.newBuilder().setRevision(revision).build());
        return List.of(answer.getHash(), answer.getCompactRevision(), answer.getHashRevision());
    }

    /** The ids of all leases, ascending. */
    public static List<Long> leases(Client client) {
        return client
                .lease()
                .leaseLeases(LeaseLeasesRequest.getDefaultInstance())
                .getLeasesList()
                .stream()
                .map(LeaseStatus::getID)
                .sorted()
                .toList();
    }
}
