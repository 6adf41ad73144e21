package io.metastore.tests.faults;

import static io.metastore.tests.client.Requests.OPEN_END;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.Dump;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Member;
import java.time.Duration;
import java.util.List;

/** All members hold the same: every key at several revisions, every lease, the same hash. */
public final class SameState {
    private static final String LAST_KEY = "same-state";
    private static final Duration CATCH_UP_MAX = Duration.ofSeconds(60);

    private SameState() {}

    /**
     * Writes once more, waits until every member has that and compares all with the first.
     *
     * @return the revision of that write
     */
    static long assertSame(Cluster cluster, long... olderRevisions) {
        return assertSame(cluster.members(), olderRevisions);
    }

    /** The same for members that have come together otherwise. */
    public static long assertSame(List<Member> members, long... olderRevisions) {
        Client first = members.get(0).client();
        long last = first.kv().put(put(LAST_KEY, "v")).getHeader().getRevision();
        for (Member member : members) {
            Await.until(
                    member + " has caught up to " + last,
                    CATCH_UP_MAX,
                    () -> revision(member.client()) >= last);
        }
        for (Member member : members) {
            Client client = member.client();
            assertThat(Dump.hash(client, last))
                    .as("hash of %s", member)
                    .isEqualTo(Dump.hash(first, last));
            assertThat(Dump.keys(client, last))
                    .as("keys of %s", member)
                    .isEqualTo(Dump.keys(first, last));
            for (long older : olderRevisions) {
                assertThat(Dump.keys(client, older))
                        .as("keys of %s at revision %d", member, older)
                        .isEqualTo(Dump.keys(first, older));
            }
            assertThat(Dump.leases(client))
                    .as("leases of %s", member)
                    .isEqualTo(Dump.leases(first));
        }
        return last;
    }

    private static long revision(Client client) {
        RangeRequest nothing =
                RangeRequest.newBuilder().setKey(OPEN_END).setSerializable(true).build();
        return client.kv().range(nothing).getHeader().getRevision();
    }
}
