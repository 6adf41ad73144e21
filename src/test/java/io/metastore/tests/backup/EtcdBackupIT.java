package io.metastore.tests.backup;

import static io.metastore.tests.client.Refusal.assertRefused;
import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmRequest;
import io.metastore.api.etcdserverpb.AlarmRequest.AlarmAction;
import io.metastore.api.etcdserverpb.AuthGrpc;
import io.metastore.api.etcdserverpb.AuthRoleGetRequest;
import io.metastore.api.etcdserverpb.AuthUserGetRequest;
import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.Setup;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.cluster.Tool;
import io.metastore.tests.junit.OnCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Real etcd is backed up with etcdctl, restored into etcd with etcdutl and into MetaStore with its
 * own tool: both answer the same. Then MetaStore is backed up with etcdctl and restored into etcd.
 */
@OnCluster(members = 1, products = Product.ETCD)
final class EtcdBackupIT {
    private static final long SEED = Long.getLong("e2e.seed", System.nanoTime());
    private static final String NO_SPACE = "etcdserver: mvcc: database space exceeded";

    private final Launcher etcd;

    EtcdBackupIT(Launcher etcd) {
        this.etcd = etcd;
        System.out.println("EtcdBackupIT: -De2e.seed=" + SEED);
    }

    private static Stream<Setup> setups() {
        return Stream.of(
                        new Setup(Product.METASTORE, Storage.MEMORY, 1),
                        new Setup(Product.METASTORE, Storage.ROCKSDB, 1),
                        new Setup(Product.METASTORE, Storage.MIXED, 3))
                .filter(setup -> setup.storage().isSelected());
    }

    private Path save(Member member, String name) {
        Path file = etcd.newDirectory().resolve(name);
        Tool.ETCDCTL.run(
                List.of("--endpoints", member.clientUrl(), "snapshot", "save", file.toString()));
        Tool.ETCDUTL.run(List.of("snapshot", "status", file.toString()));
        return file;
    }

    private static Cluster restored(Launcher launcher, Path snapshot, String... flags) {
        Cluster cluster = launcher.prepare();
        cluster.members().forEach(member -> member.restore(snapshot, flags));
        cluster.start();
        return cluster;
    }

    private static Launcher launcher(Setup setup) {
        return new Launcher(setup, "EtcdBackupIT-" + setup.directory());
    }

    @Test
    void a_backup_of_etcd_lives_on_in_metastore_and_goes_back() {
        Cluster source = etcd.start();
        Past past = Past.make(source.client(), new Random(SEED));
        Path backup = save(source.member(0), "etcd.db");
        Cluster reference = restored(etcd, backup);
        Answers expected = Answers.of(reference.client(), past);
        setups().forEach(setup -> checkAndReturn(setup, backup, past, expected));
        source.close();
        reference.close();
    }

    private void checkAndReturn(Setup setup, Path backup, Past past, Answers expected) {
        try (Launcher launcher = launcher(setup)) {
            Cluster cluster = restored(launcher, backup);
            for (Member member : cluster.members()) {
                assertSame(member, Answers.of(member.client(), past), expected);
            }
            Cluster back = restored(etcd, save(cluster.member(0), "metastore.db"));
            assertSame(back.member(0), Answers.of(back.client(), past), expected);
            assertUsers(back.client());
            Stream.of(cluster, back).forEach(one -> goesOn(one.client(), past, expected.alarms()));
            back.close();
        }
    }

    private static void assertSame(Member member, Answers actual, Answers expected) {
        assertThat(actual.leases()).as("leases of %s", member).isEqualTo(expected.leases());
        assertThat(actual.alarms()).as("alarms of %s", member).isEqualTo(expected.alarms());
        assertThat(actual.events()).as("events of %s", member).isEqualTo(expected.events());
        assertThat(actual.keys()).as("keys of %s", member).isEqualTo(expected.keys());
        assertThat(actual.hashes()).as("hashes of %s", member).isEqualTo(expected.hashes());
    }

    private static void assertUsers(Client client) {
        AuthGrpc.AuthBlockingStub auth = AuthGrpc.newBlockingStub(client.channel());
        assertThat(
                        auth.userGet(AuthUserGetRequest.newBuilder().setName("ann").build())
                                .getRolesList())
                .containsExactly("reader");
        assertThat(
                        auth.roleGet(AuthRoleGetRequest.newBuilder().setRole("reader").build())
                                .getPermList())
                .singleElement()
                .satisfies(perm -> assertThat(perm.getKey().toStringUtf8()).isEqualTo("key/"));
    }

    /** The alarm came along too; once it is cleared, writes continue where they ended. */
    private static void goesOn(Client client, Past past, List<AlarmMember> alarms) {
        assertThat(alarms).isNotEmpty();
        assertRefused(Code.RESOURCE_EXHAUSTED, NO_SPACE, () -> client.kv().put(put("after", "v")));
        for (AlarmMember alarm : alarms) {
            client.maintenance()
                    .alarm(
                            AlarmRequest.newBuilder()
                                    .setAction(AlarmAction.DEACTIVATE)
                                    .setAlarm(alarm.getAlarm())
                                    .setMemberID(alarm.getMemberID())
                                    .build());
        }
        assertThat(client.kv().put(put("after", "v")).getHeader().getRevision())
                .isEqualTo(past.last() + 1);
    }

    @Test
    void a_bumped_restore_goes_on_at_the_same_revision_as_that_of_etcd() {
        Cluster source = etcd.start();
        source.client().kv().put(put("bump", "v"));
        source.client().kv().put(put("bump", "w"));
        Path backup = save(source.member(0), "bump.db");
        String[] flags = {"--bump-revision", "1000", "--mark-compacted"};
        Cluster reference = restored(etcd, backup, flags);
        long revision = reference.client().kv().put(put("next", "v")).getHeader().getRevision();
        Setup setup = new Setup(Product.METASTORE, Storage.MIXED, 1);
        try (Launcher launcher = launcher(setup)) {
            Client client = restored(launcher, backup, flags).client();
            assertThat(client.kv().put(put("next", "v")).getHeader().getRevision())
                    .isEqualTo(revision);
            assertThat(client.kv().range(get("bump")).getKvsList())
                    .isEqualTo(reference.client().kv().range(get("bump")).getKvsList());
            assertRefused(
                    Code.OUT_OF_RANGE,
                    "etcdserver: mvcc: required revision has been compacted",
                    () -> client.kv().range(get("bump", 3)));
        }
        source.close();
        reference.close();
    }
}
