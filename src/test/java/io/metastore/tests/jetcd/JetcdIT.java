package io.metastore.tests.jetcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.Lease;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.common.exception.CompactedException;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.lease.LeaseKeepAliveResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.CompactOption;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.support.Observers;
import io.etcd.jetcd.watch.WatchEvent;
import io.metastore.tests.client.Await;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.junit.OnCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** jetcd with all members as its endpoints. */
@OnCluster
final class JetcdIT {
    private static final Duration MAX = Duration.ofSeconds(15);

    private final Client client;

    JetcdIT(Cluster cluster) {
        this.client =
                Client.builder()
                        .endpoints(
                                cluster.members().stream()
                                        .map(Member::clientUrl)
                                        .toArray(String[]::new))
                        .build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static ByteSequence bytes(String text) {
        return ByteSequence.from(text, StandardCharsets.UTF_8);
    }

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(MAX.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void keys_values_and_options() throws Exception {
        for (int i = 0; i < 5; i++) {
            await(client.getKVClient().put(bytes("jetcd/a/" + i), bytes("v" + i)));
        }
        GetOption descending =
                GetOption.builder()
                        .isPrefix(true)
                        .withSortField(GetOption.SortTarget.KEY)
                        .withSortOrder(GetOption.SortOrder.DESCEND)
                        .withLimit(2)
                        .build();
        GetResponse got = await(client.getKVClient().get(bytes("jetcd/a/"), descending));
        assertThat(got.getKvs())
                .extracting(kv -> kv.getValue().toString())
                .containsExactly("v4", "v3");
        assertThat(got.isMore()).isTrue();
        assertThat(got.getCount()).isEqualTo(5);
        DeleteOption all = DeleteOption.builder().isPrefix(true).withPrevKV(true).build();
        assertThat(await(client.getKVClient().delete(bytes("jetcd/a/"), all)).getPrevKvs())
                .hasSize(5);
    }

    @Test
    void a_transaction_compares_and_swaps() throws Exception {
        ByteSequence key = bytes("jetcd/b");
        await(client.getKVClient().put(key, bytes("old")));
        TxnResponse swapped =
                await(
                        client.getKVClient()
                                .txn()
                                .If(new Cmp(key, Cmp.Op.EQUAL, CmpTarget.value(bytes("old"))))
                                .Then(Op.put(key, bytes("new"), PutOption.DEFAULT))
                                .Else(Op.get(key, GetOption.DEFAULT))
                                .commit());
        assertThat(swapped.isSucceeded()).isTrue();
        assertThat(await(client.getKVClient().get(key)).getKvs())
                .extracting(KeyValue::getVersion)
                .containsExactly(2L);
    }

    @Test
    void a_watch_is_told_of_puts_and_deletes() throws Exception {
        ByteSequence key = bytes("jetcd/c");
        LinkedBlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();
        try (Watch.Watcher watcher =
                client.getWatchClient().watch(key, answer -> events.addAll(answer.getEvents()))) {
            assertThat(watcher).isNotNull();
            // jetcd does not say when the watch stands, so write until it is noticed.
            Await.until("the first event", MAX, () -> isNoticed(key, events));
            events.clear();
            await(client.getKVClient().delete(key));
            WatchEvent event = events.poll(MAX.toSeconds(), TimeUnit.SECONDS);
            while (event != null && event.getEventType() == WatchEvent.EventType.PUT) {
                event = events.poll(MAX.toSeconds(), TimeUnit.SECONDS);
            }
            assertThat(event).isNotNull();
            assertThat(event.getEventType()).isEqualTo(WatchEvent.EventType.DELETE);
        }
    }

    private boolean isNoticed(ByteSequence key, LinkedBlockingQueue<WatchEvent> events) {
        client.getKVClient().put(key, bytes("v")).join();
        return !events.isEmpty();
    }

    @Test
    void a_watch_from_a_compacted_revision_fails_as_such() throws Exception {
        ByteSequence key = bytes("jetcd/d");
        long first = await(client.getKVClient().put(key, bytes("1"))).getHeader().getRevision();
        await(client.getKVClient().put(key, bytes("2")));
        CompactOption physical = CompactOption.builder().withCompactPhysical(true).build();
        await(client.getKVClient().compact(first + 1, physical));
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        WatchOption past = WatchOption.builder().withRevision(first).build();
        try (Watch.Watcher watcher =
                client.getWatchClient()
                        .watch(key, past, Watch.listener(answer -> {}, failure::complete))) {
            assertThat(watcher).isNotNull();
            assertThat(await(failure))
                    .isInstanceOfSatisfying(
                            CompactedException.class,
                            e -> assertThat(e.getCompactedRevision()).isEqualTo(first + 1));
        }
        GetOption old = GetOption.builder().withRevision(first).build();
        assertThatThrownBy(() -> await(client.getKVClient().get(key, old)))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("required revision has been compacted");
    }

    @Test
    void a_lease_is_kept_alive_and_revoked() throws Exception {
        Lease leases = client.getLeaseClient();
        long lease = await(leases.grant(60)).getID();
        ByteSequence key = bytes("jetcd/e");
        PutOption leased = PutOption.builder().withLeaseId(lease).build();
        await(client.getKVClient().put(key, bytes("v"), leased));
        CompletableFuture<LeaseKeepAliveResponse> kept = new CompletableFuture<>();
        leases.keepAlive(lease, Observers.observer(kept::complete));
        assertThat(await(kept).getTTL()).isEqualTo(60);
        await(leases.revoke(lease));
        assertThat(await(client.getKVClient().get(key)).getKvs()).isEmpty();
    }

    @Test
    void members_and_status() throws Exception {
        List<io.etcd.jetcd.cluster.Member> members =
                await(client.getClusterClient().listMember()).getMembers();
        assertThat(members).isNotEmpty();
        String address = members.get(0).getClientURIs().get(0).toString();
        assertThat(await(client.getMaintenanceClient().statusMember(address)).getVersion())
                .isEqualTo("3.7.3");
    }
}
