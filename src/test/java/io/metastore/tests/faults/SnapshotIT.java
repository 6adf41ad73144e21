package io.metastore.tests.faults;

import static io.metastore.tests.client.Requests.OPEN_END;
import static io.metastore.tests.client.Requests.compact;
import static io.metastore.tests.client.Requests.delete;
import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.grant;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.client.Requests.timeToLive;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.mvccpb.Event;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A log that is cut behind snapshots: restarts and members that were away meanwhile. */
@OnCluster(storages = {Storage.MEMORY, Storage.MIXED})
final class SnapshotIT {
    private static final int WRITERS = 8;
    private static final int WRITES = 2_000;
    private static final Duration WRITE_MAX = Duration.ofSeconds(40);
    private static final Duration CATCH_UP_MAX = Duration.ofSeconds(30);

    private final Launcher launcher;

    SnapshotIT(Launcher launcher) {
        this.launcher = launcher;
    }

    @Test
    void restarts_and_late_members_find_data_revisions_and_leases_as_they_were() {
        Cluster cluster =
                launcher.start("--snapshot-count", "100", "--snapshot-catchup-entries", "50");
        Client client = cluster.client();
        long lease = client.lease().leaseGrant(grant(600)).getID();
        long first = client.kv().put(put("snap/leased", "v", lease)).getHeader().getRevision();
        client.kv().put(put("snap/deleted", "v"));
        client.kv().deleteRange(delete("snap/deleted"));

        Member away = cluster.member(cluster.members().size() - 1);
        boolean hasOthers = cluster.members().size() > 1;
        if (hasOthers) {
            away.kill();
        }
        try (Load load = new Load(cluster, new History(), WRITERS)) {
            load.awaitProgress(WRITES, WRITE_MAX);
        }
        cluster.members().forEach(SnapshotIT::assertHasSnapshot);
        client.kv().compact(compact(first + 1));
        long last = client.kv().put(put("load/last", "v")).getHeader().getRevision();
        if (hasOthers) {
            away.start();
            away.awaitReady();
        }
        Kept kept = Kept.read(client, first + 1, last);
        cluster.members().forEach(member -> assertKept(member.client(), kept, lease));

        cluster.members().forEach(Member::kill);
        cluster.start();
        cluster.members().forEach(member -> assertKept(member.client(), kept, lease));
        assertThat(client.kv().put(put("snap/next", "v")).getHeader().getRevision())
                .isEqualTo(last + 1);
    }

    /** Both products keep snapshots in a folder of their own, under names of their own. */
    private static void assertHasSnapshot(Member member) {
        if (!member.isAlive()) {
            return;
        }
        Path data = member.dataDir().resolve("member");
        Await.until(
                "a snapshot of " + member.name(),
                CATCH_UP_MAX,
                () -> holds(data.resolve("snapshot")) || holds(data.resolve("snap")));
    }

    private static boolean holds(Path folder) {
        String[] names = folder.toFile().list();
        return names != null
                && Stream.of(names).anyMatch(name -> name.matches("snapshot_[0-9]+|.*[.]snap"));
    }

    private static void assertKept(Client client, Kept kept, long lease) {
        Await.until(
                "it has caught up to " + kept.last(),
                CATCH_UP_MAX,
                () ->
                        client.kv()
                                        .range(
                                                get("load/last").toBuilder()
                                                        .setSerializable(true)
                                                        .build())
                                        .getCount()
                                == 1);
        Kept held = Kept.read(client, kept.from(), kept.last());
        EventList.assertSame("events since the compaction", held.events(), kept.events());
        assertThat(held.now()).isEqualTo(kept.now());
        assertThat(held.old()).isEqualTo(kept.old());
        assertThat(client.lease().leaseTimeToLive(timeToLive(lease)).getKeysList())
                .extracting(ByteString::toStringUtf8)
                .containsExactly("snap/leased");
    }

    /** What a member holds: the present, an old revision and all events since the compaction. */
    private record Kept(
            long from, long last, List<KeyValue> now, List<KeyValue> old, List<Event> events) {

        private static RangeRequest everything(long revision) {
            return RangeRequest.newBuilder()
                    .setKey(OPEN_END)
                    .setRangeEnd(OPEN_END)
                    .setRevision(revision)
                    .build();
        }

        static Kept read(Client client, long from, long last) {
            long middle = from + (last - from) / 2;
            List<KeyValue> now = client.kv().range(everything(last)).getKvsList();
            List<KeyValue> old = client.kv().range(everything(middle)).getKvsList();
            return new Kept(from, last, now, old, Observer.replay(client, "l", from, last));
        }
    }
}
