package io.metastore.tests.members;

import static io.metastore.tests.client.Requests.delete;
import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.grant;
import static io.metastore.tests.client.Requests.op;
import static io.metastore.tests.client.Requests.prefix;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.client.Requests.revoke;
import static io.metastore.tests.client.Requests.timeToLive;
import static io.metastore.tests.client.Requests.watchPrefix;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.TxnRequest;
import io.metastore.api.mvccpb.Event;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.tests.client.Client;
import io.metastore.tests.client.WatchStream;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.junit.OnCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever member a client talks to, it finds the same store. */
@OnCluster(members = 3)
final class EveryMemberIT {
    private static final int ROUNDS = 20;

    private static final Duration WRITE_MEAN_MAX = Duration.ofMillis(50);

    private final Cluster cluster;

    EveryMemberIT(Cluster cluster) {
        this.cluster = cluster;
    }

    private Client client(int number) {
        return cluster.member(number % cluster.members().size()).client();
    }

    @Test
    void a_read_through_any_member_sees_the_write_just_made_through_another() {
        for (int i = 0; i < ROUNDS; i++) {
            long revision = client(i).kv().put(put("every/a", "v" + i)).getHeader().getRevision();
            for (int other = 1; other < cluster.members().size(); other++) {
                KeyValue kv = client(i + other).kv().range(get("every/a")).getKvs(0);
                assertThat(kv.getModRevision()).isEqualTo(revision);
                assertThat(kv.getValue().toStringUtf8()).isEqualTo("v" + i);
            }
        }
    }

    @Test
    void deletes_and_transactions_go_through_any_member() {
        for (int i = 0; i < ROUNDS; i++) {
            TxnRequest txn =
                    TxnRequest.newBuilder()
                            .addSuccess(op(put("every/b/1", "" + i)))
                            .addSuccess(op(put("every/b/2", "" + i)))
                            .build();
            long revision = client(i).kv().txn(txn).getHeader().getRevision();
            assertThat(client(i + 1).kv().deleteRange(delete("every/b/1")).getDeleted())
                    .isEqualTo(1);
            assertThat(client(i + 2).kv().range(prefix("every/b/").build()).getKvsList())
                    .singleElement()
                    .satisfies(kv -> assertThat(kv.getModRevision()).isEqualTo(revision));
        }
    }

    @Test
    void watchers_on_all_members_see_the_same_events_in_the_same_order() {
        List<WatchStream> watches =
                cluster.members().stream().map(member -> member.client().watch()).toList();
        watches.forEach(watch -> watch.create(watchPrefix("every/c/").build()));
        List<Long> written = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            written.add(client(i).kv().put(put("every/c/" + i % 3, "v")).getHeader().getRevision());
        }
        List<List<Event>> seen = watches.stream().map(watch -> watch.events(ROUNDS)).toList();
        assertThat(seen.get(0))
                .extracting(event -> event.getKv().getModRevision())
                .isEqualTo(written);
        assertThat(seen).allMatch(events -> events.equals(seen.get(0)));
        watches.forEach(WatchStream::close);
    }

    @Test
    void one_write_after_the_other_is_quick_through_every_member() {
        for (Member member : cluster.members()) {
            long start = System.nanoTime();
            for (int i = 0; i < ROUNDS; i++) {
                member.client().kv().put(put("every/e", "v" + i));
            }
            Duration mean = Duration.ofNanos(System.nanoTime() - start).dividedBy(ROUNDS);
            // Far more than a write takes, far less than waiting for the next heartbeat each time.
            assertThat(mean).as("mean of a write through %s", member).isLessThan(WRITE_MEAN_MAX);
        }
    }

    @Test
    void leases_are_known_to_all_members() {
        for (Member member : cluster.members()) {
            long lease = member.client().lease().leaseGrant(grant(60)).getID();
            for (Member other : cluster.members()) {
                assertThat(other.client().lease().leaseTimeToLive(timeToLive(lease)).getTTL())
                        .isBetween(50L, 60L);
                other.client().kv().put(put("every/d/" + other.name(), "v", lease));
            }
            cluster.leader().client().lease().leaseRevoke(revoke(lease));
            assertThat(member.client().kv().range(prefix("every/d/").build()).getCount()).isZero();
        }
    }
}
