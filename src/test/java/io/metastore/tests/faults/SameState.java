package io.metastore.tests.faults;

import static io.metastore.tests.client.Requests.OPEN_END;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.HashKVRequest;
import io.metastore.api.etcdserverpb.HashKVResponse;
import io.metastore.api.etcdserverpb.LeaseLeasesRequest;
import io.metastore.api.etcdserverpb.LeaseStatus;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All members hold the same: every key at several revisions, every lease, the same hash. */
final class SameState {
    private static final String LAST_KEY = "same-state";
    private static final Duration CATCH_UP_MAX = Duration.ofSeconds(60);
    private static final int PAGE_KEYS = 1_000;

    private SameState() {}

    /**
     * Writes once more, waits until every member has that and compares all with the first.
     *
     * @return the revision of that write
     */
    static long assertSame(Cluster cluster, long... olderRevisions) {
        long last = cluster.client().kv().put(put(LAST_KEY, "v")).getHeader().getRevision();
        for (Member member : cluster.members()) {
            Await.until(
                    member + " has caught up to " + last,
                    CATCH_UP_MAX,
                    () -> revision(member.client()) >= last);
        }
        Client first = cluster.client();
        for (Member member : cluster.members()) {
            Client client = member.client();
            assertThat(hash(client, last)).as("hash of %s", member).isEqualTo(hash(first, last));
            assertThat(everything(client, last))
                    .as("keys of %s", member)
                    .isEqualTo(everything(first, last));
            for (long older : olderRevisions) {
                assertThat(everything(client, older))
                        .as("keys of %s at revision %d", member, older)
                        .isEqualTo(everything(first, older));
            }
            assertThat(leases(client)).as("leases of %s", member).isEqualTo(leases(first));
        }
        return last;
    }

    private static long revision(Client client) {
        RangeRequest nothing =
                RangeRequest.newBuilder().setKey(OPEN_END).setSerializable(true).build();
        return client.kv().range(nothing).getHeader().getRevision();
    }

    private static List<KeyValue> everything(Client client, long revision) {
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

    private static List<Object> hash(Client client, long revision) {
        HashKVResponse answer =
                client.maintenance()
                        .hashKV(HashKVRequest.newBuilder().setRevision(revision).build());
        return List.of(answer.getHash(), answer.getCompactRevision(), answer.getHashRevision());
    }

    private static List<Long> leases(Client client) {
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
