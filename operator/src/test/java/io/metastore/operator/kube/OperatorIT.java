package io.metastore.operator.kube;

import static io.metastore.operator.kube.KubeLab.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.operator.api.BackupPhase;
import io.metastore.operator.api.ClusterStatus;
import io.metastore.operator.api.MemberStatus;
import io.metastore.operator.api.MetaStoreBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The packaged operator, under its own service account, with a real API server and controller
 * manager. Real members stand in for the pods. One cluster lives through all of it, in this order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class OperatorIT {
    private static final String OPERATOR_NAMESPACE = "metastore-operator";
    private static final String NAME = "demo";
    private static final String KEY = "greeting";
    private static final String VALUE = "hello";
    private static final Pattern ROLLED =
            Pattern.compile(
                    "restart pod \\d+ with the changed template|member \\w+, which restarts");

    /** Growing by two members takes ten steps; some are over before the operator is back. */
    private static final int KILLS_MIN = 5;

    private static KubeLab lab;
    private static Minio minio;
    private static OperatorProcess first;
    private static OperatorProcess second;
    private static String firstScheduled;

    /**
     * An admission plugin that is off here asks whether a maker of owner references may do this.
     */
    private static final List<String> ONLY_ASKED =
            List.of(
                    "update metastorebackups/finalizers.metastore.io",
                    "update metastoreclusters/finalizers.metastore.io");

    @BeforeAll
    static void start() throws Exception {
        lab = KubeLab.start();
        minio = Minio.start(lab.directory());
        first = lab.operator(OPERATOR_NAMESPACE, "operator-0", false);
    }

    @AfterAll
    static void stop() throws Exception {
        for (OperatorProcess operator : new OperatorProcess[] {first, second}) {
            if (operator != null) {
                operator.close();
            }
        }
        if (lab != null) {
            lab.close();
        }
        if (minio != null) {
            minio.close();
        }
    }

    private static Writer writer() {
        return new Writer(IntStream.range(0, 3).mapToObj(n -> lab.addressOf("demo-" + n)).toList());
    }

    private static void check(Writer writer) {
        writer.stop();
        assertThat(writer.acknowledged()).isPositive();
        assertThat(writer.lost()).isEmpty();
    }

    @Test
    @Order(1)
    void every_overlay_is_valid() throws Exception {
        for (String overlay : List.of("cluster-wide", "one-namespace", "monitoring", "samples")) {
            assertThat(lab.applyOverlay(overlay, "--dry-run=server"))
                    .as(overlay)
                    .contains("serverside-applied")
                    .doesNotContainIgnoringCase("error");
        }
    }

    @Test
    @Order(2)
    void a_cluster_of_one_comes_up() throws Exception {
        assertThat(lab.applyFile("demo-cluster.yaml")).contains("serverside-applied");

        lab.await("one member", () -> lab.isSettled(NAME, 1));
        ClusterStatus status = lab.status(NAME);
        assertThat(KubeLab.condition(status, "Available").getStatus()).isEqualTo("True");
        assertThat(status.leader()).isEqualTo("demo-0");
        assertThat(lab.kubectl("get", "svc,pdb,networkpolicy,servicemonitor", "-o", "name"))
                .contains(
                        "service/demo-peers",
                        "service/demo-client",
                        "service/demo-metrics",
                        "poddisruptionbudget.policy/demo",
                        "networkpolicy.networking.k8s.io/demo",
                        "servicemonitor.monitoring.coreos.com/demo");
    }

    @Test
    @Order(3)
    void wrong_specifications_are_refused_with_the_reason() throws Exception {
        assertThat(lab.patch(NAME, "{\"replicas\":2}")).contains("replicas must be 1, 3, 5 or 7");
        assertThat(lab.patch(NAME, "{\"replicas\":9}")).contains("less than or equal to 7");
        assertThat(lab.patch(NAME, "{\"storage\":{\"size\":\"512Mi\"}}"))
                .contains("may grow, not shrink");
        assertThat(lab.patch(NAME, "{\"storage\":{\"storageClassName\":\"other\"}}"))
                .contains("storageClassName cannot be changed");
        assertThat(lab.patch(NAME, "{\"options\":{\"name\":\"x\"}}"))
                .contains("the operator sets names");
        assertThat(lab.patch(NAME, "{\"quota\":\"much\"}")).contains("quota must be a size");
        assertThat(lab.patch(NAME, "{\"restore\":{\"claimName\":\"a\",\"file\":\"b\"}}"))
                .contains("restore is read when a cluster is made");
        assertThat(
                        lab.patch(
                                NAME,
                                "{\"backup\":{\"claimName\":\"a\",\"schedule\":\"0 25 * * *\"}}"))
                .contains("spec.backup.schedule");
        assertThat(lab.patch(NAME, "{\"backup\":{\"schedule\":\"0 3 * * *\"}}"))
                .contains("give either claimName or s3");
        assertThat(
                        lab.patch(
                                NAME,
                                "{\"backup\":{\"schedule\":\"0 3 * * *\",\"claimName\":\"a\","
                                        + "\"s3\":{\"bucket\":\"backups\"}}}"))
                .contains("give either claimName or s3");
        assertThat(lab.kubectl("scale", "msc", NAME, "--replicas=4"))
                .contains("replicas must be 1, 3, 5 or 7");
    }

    @Test
    @Order(4)
    void it_grows_to_three_and_is_saved_by_schedule() throws Exception {
        lab.applyFile("backups-claim.yaml");
        lab.applyFile("backups-that-fail.yaml");
        Files.createDirectories(lab.volume("backups").resolve("blocked.db"));
        lab.patch(
                NAME,
                "{\"replicas\":3,\"backup\":"
                        + "{\"claimName\":\"backups\",\"schedule\":\"* * * * *\",\"keep\":1}}");

        lab.await("three members", () -> lab.isSettled(NAME, 3));
        assertThat(lab.status(NAME).members())
                .extracting(MemberStatus::pod)
                .containsExactly("demo-0", "demo-1", "demo-2");
        assertThat(lab.kubectl("get", "events")).contains("AddLearner", "Promote");
        firstScheduled =
                lab.backups().stream()
                        .map(backup -> backup.getMetadata().getName())
                        .filter(name -> name.startsWith("demo-"))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    @Order(5)
    void growing_survives_the_end_of_the_operator_after_every_step() throws Exception {
        int kills = 0;
        try (Writer writer = writer()) {
            lab.kubectl("scale", "msc", NAME, "--replicas=5");
            while (!lab.isSettled(NAME, 5)) {
                long before = lab.events();
                lab.await("a step", () -> lab.isSettled(NAME, 5) || lab.events() > before);
                first.kill();
                first = lab.operator(OPERATOR_NAMESPACE, "operator-0", false);
                kills++;
            }
            check(writer);
        }
        assertThat(kills).isGreaterThanOrEqualTo(KILLS_MIN);
    }

    @Test
    @Order(6)
    void another_replica_of_the_operator_takes_over_and_shrinks_the_cluster() throws Exception {
        second = lab.operator(OPERATOR_NAMESPACE, "operator-1", false);
        lab.await("a replica that waits", () -> answers(second));
        assertThat(leaseHolder()).isEqualTo("operator-0");
        assertThat(lab.steps("operator-1")).isEmpty();
        first.kill();
        try (Writer writer = writer()) {
            lab.patch(NAME, "{\"replicas\":3}");
            lab.await("three members", () -> lab.isSettled(NAME, 3));
            check(writer);
        }
        assertThat(leaseHolder()).isEqualTo("operator-1");
        lab.await(
                "volumes of the removed members are gone",
                () -> lab.claims().stream().filter(name -> name.startsWith("data-")).count() == 3);
    }

    private static boolean answers(OperatorProcess operator) {
        try {
            return operator.metrics().contains("jvm_");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String leaseHolder() {
        return lab.admin()
                .leases()
                .inNamespace(OPERATOR_NAMESPACE)
                .withName("metastore-operator")
                .get()
                .getSpec()
                .getHolderIdentity();
    }

    @Test
    @Order(7)
    void a_changed_option_restarts_every_pod_the_leader_last_and_loses_nothing() throws Exception {
        List<String> before = KubeLab.uids(lab.members(NAME));
        try (Writer writer = writer()) {
            lab.patch(NAME, "{\"options\":{\"snapshot-count\":\"5000\"}}");
            lab.await(
                    "three other pods",
                    () ->
                            lab.isSettled(NAME, 3)
                                    && KubeLab.uids(lab.members(NAME)).stream()
                                            .noneMatch(before::contains));
            check(writer);
        }
        // A leader hands over before it restarts. The members may have elected another meanwhile.
        List<String> steps =
                lab.steps("operator-1").stream()
                        .map(ROLLED::matcher)
                        .filter(Matcher::find)
                        .map(Matcher::group)
                        .toList();
        assertThat(steps.subList(0, 2)).allMatch(step -> step.startsWith("restart pod"));
        assertThat(steps.stream().filter(step -> step.startsWith("restart pod")))
                .hasSize(3)
                .doesNotHaveDuplicates();
    }

    @Test
    @Order(8)
    void a_member_whose_volume_is_lost_is_replaced_by_a_new_one() throws Exception {
        List<String> before = memberIds();
        try (Writer writer = writer()) {
            lab.kubectl("delete", "pvc", "data-demo-1", "--wait=false");
            lab.kubectl("delete", "pod", "demo-1", "--wait=false");
            lab.await(
                    "another member", () -> lab.isSettled(NAME, 3) && !before.equals(memberIds()));
            check(writer);
        }
        assertThat(memberIds()).contains(before.get(0), before.get(2));
    }

    private static List<String> memberIds() {
        return lab.status(NAME).members().stream().map(MemberStatus::id).toList();
    }

    @Test
    @Order(9)
    void backups_are_made_on_demand_and_by_schedule_and_the_oldest_goes() throws Exception {
        Kv.put(lab.addressOf("demo-0"), KEY, VALUE);
        lab.applyFile("backup.yaml");

        lab.await("the backup", () -> phase("monday") == BackupPhase.Completed);
        assertThat(lab.volume("backups").resolve("monday.db")).isNotEmptyFile();
        lab.await(
                "another scheduled backup instead of the first",
                () -> lab.backup(firstScheduled) == null && completeScheduled() == 1);
        assertThat(lab.volume("backups").resolve("demo-scheduled-0.db")).isNotEmptyFile();
        assertThat(lab.status(NAME).lastBackup()).isNotNull();
        assertThat(lab.kubectl("get", "events")).contains("BackupCompleted");
        assertThat(lab.kubectl("patch", "msb", "monday", "--type=merge", "-p", OTHER_CLAIM))
                .contains("a backup cannot be changed");
    }

    private static final String OTHER_CLAIM = "{\"spec\":{\"claimName\":\"other\"}}";

    private static Optional<BackupPhase> ended(MetaStoreBackup backup) {
        return Optional.ofNullable(backup.getStatus()).map(status -> status.phase());
    }

    private static BackupPhase phase(String backup) {
        return ended(Objects.requireNonNull(lab.backup(backup), backup))
                .orElse(BackupPhase.Pending);
    }

    private static long completeScheduled() {
        return lab.backups().stream()
                .filter(backup -> backup.getMetadata().getName().startsWith("demo-"))
                .filter(b -> ended(b).filter(BackupPhase.Completed::equals).isPresent())
                .count();
    }

    @Test
    @Order(10)
    void a_backup_goes_to_s3_with_the_credentials_of_a_secret() throws Exception {
        lab.kubectl(
                "create",
                "secret",
                "generic",
                "s3",
                "--from-literal=AWS_ACCESS_KEY_ID=" + Minio.USER,
                "--from-literal=AWS_SECRET_ACCESS_KEY=" + Minio.PASSWORD);
        lab.create(
                """
                apiVersion: metastore.io/v1alpha1
                kind: MetaStoreBackup
                metadata: {name: to-s3, namespace: default}
                spec: {clusterName: demo, file: monday.db, s3: %s}
                """
                        .formatted(minio.place("team/demo")));

        lab.await("the backup", () -> phase("to-s3") == BackupPhase.Completed);
        assertThat(minio.holds("team/demo/monday.db")).isTrue();
        assertThat(lab.kubectl("get", "msb", "to-s3"))
                .contains("s3://backups/team/demo/monday.db", "Completed");
        assertThat(lab.kubectl("get", "job", "to-s3-save", "-o", "yaml"))
                .doesNotContain(Minio.PASSWORD);
    }

    @Test
    @Order(11)
    void a_backup_that_cannot_be_made_says_why() throws Exception {
        lab.await("the failure", () -> phase("blocked") == BackupPhase.Failed);
        assertThat(lab.backup("blocked").getStatus().message()).contains("exists already");
        assertThat(phase("of-nobody")).isEqualTo(BackupPhase.Pending);
        assertThat(lab.backup("of-nobody").getStatus().message())
                .isEqualTo("there is no cluster nobody");
    }

    @Test
    @Order(12)
    void the_operator_shows_the_cluster_and_removes_a_policy_that_is_not_wanted() throws Exception {
        lab.patch(NAME, "{\"networkPolicy\":false,\"backup\":null}");

        lab.await(
                "no policy",
                () ->
                        lab.admin()
                                        .network()
                                        .v1()
                                        .networkPolicies()
                                        .inNamespace(NAMESPACE)
                                        .list()
                                        .getItems()
                                        .isEmpty()
                                && lab.isSettled(NAME, 3));
        assertThat(second.metrics())
                .contains("metastore_operator_steps_total{")
                .containsPattern(
                        "metastore_operator_cluster_members_healthy\\{cluster=\"demo\",namespace=\"default\",?\\} 3.0")
                .contains("metastore_operator_cluster_last_backup_timestamp_seconds{");
    }

    @Test
    @Order(13)
    void a_deleted_cluster_takes_everything_but_volumes_and_backups_with_it() throws Exception {
        lab.kubectl("delete", "msc", NAME, "--wait=true");

        lab.await("no pods", () -> lab.members(NAME).isEmpty());
        assertThat(lab.claims())
                .containsExactlyInAnyOrder("backups", "data-demo-0", "data-demo-1", "data-demo-2");
        assertThat(phase("monday")).isEqualTo(BackupPhase.Completed);
    }

    @Test
    @Order(14)
    void an_operator_for_one_namespace_begins_a_cluster_of_three_with_a_backup() throws Exception {
        second.kill();
        lab.applyOverlay("one-namespace");
        second = lab.operator(NAMESPACE, "alone", true);
        lab.applyFile("restored-cluster.yaml");

        lab.await("three members", () -> lab.cluster("restored") != null && isRestored());
        assertThat(Kv.get(lab.addressOf("restored-2"), KEY)).isEqualTo(VALUE);
    }

    private static boolean isRestored() {
        return lab.isSettled("restored", 3);
    }

    @Test
    @Order(15)
    void a_cluster_begins_with_a_backup_in_s3() throws Exception {
        lab.create(
                """
                apiVersion: metastore.io/v1alpha1
                kind: MetaStoreCluster
                metadata: {name: from-s3, namespace: default}
                spec: {replicas: 1, restore: {file: monday.db, s3: %s}}
                """
                        .formatted(minio.place("team/demo/")));

        lab.await("one member", () -> lab.isSettled("from-s3", 1));
        assertThat(Kv.get(lab.addressOf("from-s3-0"), KEY)).isEqualTo(VALUE);
    }

    @Test
    @Order(16)
    void the_operator_was_refused_nothing_and_may_nothing_that_it_does_not_do() throws Exception {
        assertThat(lab.rights().refused()).isEmpty();
        assertThat(lab.rights().unused(lab.admin()))
                .containsExactlyInAnyOrderElementsOf(ONLY_ASKED);
    }
}
