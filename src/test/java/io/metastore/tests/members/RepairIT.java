package io.metastore.tests.members;

import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.members.Changes.add;
import static io.metastore.tests.members.Changes.members;
import static io.metastore.tests.members.Changes.remove;
import static io.metastore.tests.members.Changes.retried;
import static io.metastore.tests.members.Changes.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.HashKVRequest;
import io.metastore.tests.client.Await;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people do when a machine is lost, or all but one, or has moved. */
@OnCluster(
        members = 3,
        storages = {Storage.MEMORY, Storage.MIXED})
final class RepairIT {
    private static final int KEYS = 300;
    private static final Duration CATCH_UP_MAX = Duration.ofSeconds(60);
    private static final Duration ATTEMPT = Duration.ofSeconds(2);

    private final Launcher launcher;

    RepairIT(Launcher launcher) {
        this.launcher = launcher;
    }

    @Test
    void a_member_whose_disk_is_gone_comes_back_as_a_new_one() {
        Cluster cluster =
                launcher.start("--snapshot-count", "100", "--snapshot-catchup-entries", "10");
        write(cluster.client(), "before");
        Member lost = cluster.member(2);
        long lostId = lost.client().memberId();
        lost.kill();
        delete(lost.dataDir());

        lost.start();
        assertThat(lost.awaitExit()).as("it must not begin anew").isNotZero();
        Client client = cluster.client();
        retried(() -> remove(client, lostId));
        delete(lost.dataDir());
        long newId = retried(() -> add(client, lost.peerUrl(), false));
        lost.start("--initial-cluster-state", "existing");
        lost.awaitReady();

        assertThat(lost.client().memberId()).isEqualTo(newId).isNotEqualTo(lostId);
        long revision = client.kv().put(put("after", "v")).getHeader().getRevision();
        assertThat(lost.client().kv().range(get("after")).getCount()).isEqualTo(1);
        assertThat(hash(lost.client(), revision)).isEqualTo(hash(client, revision));
        // It counts: the cluster can do without another one.
        cluster.member(1).kill();
        Await.until("a write", CATCH_UP_MAX, () -> lost.client().isWritten(ATTEMPT, "again", "v"));
    }

    @Test
    void one_of_three_goes_on_alone_and_grows_again() {
        Cluster cluster = launcher.start();
        write(cluster.client(), "before");
        Member survivor = cluster.leader();
        long id = survivor.client().memberId();
        long clusterId = clusterId(survivor.client());
        cluster.members().forEach(Member::kill);

        survivor.start("--force-new-cluster");
        survivor.awaitReady();
        Client client = survivor.client();
        assertThat(members(client)).hasSize(1);
        assertThat(client.memberId()).isEqualTo(id);
        assertThat(clusterId(client)).isEqualTo(clusterId);
        assertThat(client.kv().range(get("before/" + lastKept())).getCount()).isEqualTo(1);
        write(client, "after");
        survivor.stop();

        survivor.start();
        survivor.awaitReady();
        assertThat(members(client)).hasSize(1);
        Member next = launcher.prepareJoiner("next", List.of(survivor));
        retried(() -> add(client, next.peerUrl(), false));
        next.start();
        next.awaitReady();
        assertThat(next.client().kv().range(get("after/0")).getCount()).isEqualTo(1);
        long revision = client.revision();
        assertThat(hash(next.client(), revision)).isEqualTo(hash(client, revision));
    }

    @Test
    void a_member_moves_to_another_peer_address() {
        Cluster cluster = launcher.start();
        Member moving = cluster.followers().get(0);
        Member other = cluster.leader();
        long id = moving.client().memberId();
        String place = launcher.freeUrl();

        update(other.client(), id, place);
        moving.stop();
        moving.start("--listen-peer-urls", place);
        moving.awaitReady();

        other.client().kv().put(put("moved", "v"));
        assertThat(moving.client().kv().range(get("moved")).getCount()).isEqualTo(1);
        assertThat(members(moving.client()))
                .filteredOn(member -> member.getID() == id)
                .singleElement()
                .satisfies(member -> assertThat(member.getPeerURLsList()).containsExactly(place));
        // The others reach it there, also after all of them have started again.
        cluster.members().forEach(Member::kill);
        cluster.members().stream().filter(member -> member != moving).forEach(Member::start);
        moving.start("--listen-peer-urls", place);
        cluster.members().forEach(Member::awaitReady);
        assertThat(moving.client().kv().range(get("moved")).getCount()).isEqualTo(1);
    }

    /** etcd drops what the survivor does not know to be committed, acknowledged or not. */
    private int lastKept() {
        return launcher.setup().product() == Product.METASTORE ? KEYS - 1 : KEYS / 2;
    }

    private static void write(Client client, String prefix) {
        for (int i = 0; i < KEYS; i++) {
            client.kv().put(put(prefix + "/" + i, "value"));
        }
    }

    private static int hash(Client client, long revision) {
        return client.maintenance()
                .hashKV(HashKVRequest.newBuilder().setRevision(revision).build())
                .getHash();
    }

    private static long clusterId(Client client) {
        return client.status().getHeader().getClusterId();
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
