package io.metastore.tests.tools;

import static io.metastore.tests.client.Requests.OPEN_END;
import static io.metastore.tests.client.Requests.delete;
import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.grant;
import static io.metastore.tests.client.Requests.put;
import static io.metastore.tests.client.Requests.timeToLive;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.mvccpb.KeyValue;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** A state that is saved and comes back in a new cluster, with every revision. */
@OnCluster(
        products = Product.METASTORE,
        storages = {Storage.MEMORY, Storage.MIXED})
final class BackupIT {
    /** Made by a real etcd; see the notes beside it. */
    private static final Path ETCD_SNAPSHOT =
            Path.of(
                    System.getProperty("basedir", "."),
                    "../../service/src/test/resources/io/metastore/backup/etcd-3.5.db.gz");

    private static final String TOKEN = "e2e";

    private final Launcher launcher;
    private final Path directory;

    BackupIT(Launcher launcher) {
        this.launcher = launcher;
        this.directory = launcher.newDirectory();
    }

    @Test
    void what_was_saved_comes_back_at_every_revision_on_every_member() {
        Cluster old = launcher.start();
        Client client = old.client();
        long lease = client.lease().leaseGrant(grant(3600)).getID();
        long first = client.kv().put(put("a", "1", lease)).getHeader().getRevision();
        client.kv().put(put("a", "2", lease));
        client.kv().put(put("b", "1"));
        client.kv().deleteRange(delete("b"));
        long last = client.kv().put(put("c", "x".repeat(100_000))).getHeader().getRevision();
        List<List<KeyValue>> before = revisions(client, first, last);
        Path file = directory.resolve("backup.db");
        String endpoint = old.member(old.members().size() - 1).clientUrl();
        Tool saved =
                Tool.succeed(
                        directory, "snapshot", "save", file.toString(), "--endpoints", endpoint);
        assertThat(saved.out()).isEqualTo("Snapshot saved at " + file + "\nServer version 3.7.0\n");
        assertThat(saved.err()).isEmpty();
        assertThat(
                        Tool.succeed(directory, "snapshot", "status", file.toString(), "-w", "json")
                                .out())
                .contains("\"revision\":" + last + ",\"totalKey\":2,");
        String oldCluster = clusterId(client);
        old.close();

        Cluster restored = restore(file);
        restored.start();
        for (Member member : restored.members()) {
            assertThat(revisions(member.client(), first, last)).isEqualTo(before);
            assertThat(clusterId(member.client())).isNotEqualTo(oldCluster);
            assertThat(member.client().lease().leaseTimeToLive(timeToLive(lease)).getTTL())
                    .isBetween(3000L, 3600L);
        }
        assertThat(restored.client().kv().put(put("d", "1")).getHeader().getRevision())
                .isEqualTo(last + 1);
        checkStopped(restored);
    }

    @Test
    void a_snapshot_of_etcd_is_served() throws IOException {
        Path file = directory.resolve("etcd.db");
        try (InputStream zipped = Files.newInputStream(ETCD_SNAPSHOT)) {
            Files.write(file, new GZIPInputStream(zipped).readAllBytes());
        }
        Cluster restored = restore(file, "--disable-auth");
        restored.start();
        for (Member member : restored.members()) {
            assertThat(keys(member.client(), 0))
                    .extracting(kv -> kv.getKey().toStringUtf8())
                    .contains("key1", "key3", "leased1");
        }
        checkStopped(restored);
    }

    /** A running member keeps the check away; after its end the directory is good. */
    private void checkStopped(Cluster cluster) {
        Member member = cluster.member(0);
        Tool refused = Tool.run(directory, "check", member.dataDir().toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("is in use by another process");
        cluster.members().forEach(Member::kill);
        for (Member killed : cluster.members()) {
            Tool checked = Tool.succeed(directory, "check", killed.dataDir().toString());
            assertThat(checked.out()).doesNotContain("damaged");
        }
    }

    private Cluster restore(Path file, String... flags) {
        Cluster cluster = launcher.prepare();
        String initialCluster =
                cluster.members().stream()
                        .map(member -> member.name() + "=" + member.peerUrl())
                        .collect(Collectors.joining(","));
        for (Member member : cluster.members()) {
            List<String> command = new ArrayList<>(List.of("snapshot", "restore", file.toString()));
            command.addAll(List.of("--data-dir", member.dataDir().toString()));
            command.addAll(List.of("--name", member.name()));
            command.addAll(List.of("--initial-cluster", initialCluster));
            command.addAll(List.of("--initial-cluster-token", TOKEN));
            command.addAll(List.of(flags));
            Tool.succeed(directory, command.toArray(String[]::new));
        }
        return cluster;
    }

    private static List<List<KeyValue>> revisions(Client client, long first, long last) {
        List<List<KeyValue>> revisions = new ArrayList<>();
        for (long revision = first; revision <= last; revision++) {
            revisions.add(keys(client, revision));
        }
        return revisions;
    }

    private static List<KeyValue> keys(Client client, long revision) {
        RangeRequest everything =
                RangeRequest.newBuilder()
                        .setKey(OPEN_END)
                        .setRangeEnd(OPEN_END)
                        .setRevision(revision)
                        .build();
        return client.kv().range(everything).getKvsList();
    }

    private static String clusterId(Client client) {
        return Long.toHexString(client.kv().range(get("a")).getHeader().getClusterId());
    }
}
