package io.metastore.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.metastore.operator.api.ClusterStatus;
import io.metastore.operator.api.MemberStatus;
import io.metastore.operator.api.MetaStoreCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
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
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final long SECONDS_MAX = 240;
    private static final String NAME = "demo";
    private static final String KEY = "greeting";
    private static final String VALUE = "hello";

    private static Path directory;
    private static ControlPlane controlPlane;
    private static KubernetesClient admin;
    private static StandInKubelet kubelet;
    private static OperatorProcess operator;
    private static String prefix;
    private static Path backup;

    @BeforeAll
    static void start() throws Exception {
        directory =
                Files.createDirectories(Path.of(System.getProperty("kube.logs")))
                        .toAbsolutePath()
                        .resolve("run-" + ProcessHandle.current().pid());
        controlPlane = ControlPlane.start(directory);
        admin = controlPlane.client();
        long pid = ProcessHandle.current().pid();
        prefix = "127.%d.%d".formatted(64 + pid % 128, pid / 128 % 256);
        kubelet = new StandInKubelet(admin, directory.resolve("kubelet"), member(), prefix);
        kubelet.start();
        controlPlane.kubectl("apply", "--server-side", "-k", DEPLOY.resolve("crds").toString());
        controlPlane.kubectl(
                "apply", "--server-side", "-f", "src/test/resources/monitoring-crds.yaml");
        apply("kustomize/monitoring");
        operator = OperatorProcess.start(admin, directory, "1");
    }

    private static List<String> member() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-Djdk.net.hosts.file=HOSTS",
                "-jar",
                System.getProperty("member.jar"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (operator != null) {
            operator.close();
        }
        if (kubelet != null) {
            kubelet.close();
        }
        if (admin != null) {
            admin.close();
        }
        if (controlPlane != null) {
            controlPlane.close();
        }
    }

    private static String apply(String folder, String... flags)
            throws IOException, InterruptedException {
        String[] command = new String[flags.length + 4];
        command[0] = "apply";
        command[1] = "--server-side";
        command[2] = "-k";
        command[3] = DEPLOY.resolve(folder).toString();
        System.arraycopy(flags, 0, command, 4, flags.length);
        return controlPlane.kubectl(command);
    }

    private static MetaStoreCluster cluster() {
        return admin.resources(MetaStoreCluster.class).inNamespace("default").withName(NAME).get();
    }

    private static String patch(String spec) throws IOException, InterruptedException {
        return controlPlane.kubectl(
                "patch", "msc", NAME, "--type=merge", "-p", "{\"spec\":" + spec + "}");
    }

    private static boolean isSettled(int size) {
        MetaStoreCluster cluster = cluster();
        ClusterStatus status = cluster.getStatus();
        return status != null
                && cluster.getMetadata().getGeneration().equals(status.observedGeneration())
                && condition(status, "Progressing").getReason().equals("Settled")
                && status.members().size() == size
                && status.members().stream().allMatch(m -> m.healthy() && !m.learner());
    }

    private static Condition condition(ClusterStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static void await(String what, BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + SECONDS_MAX * 1_000_000_000L;
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime() - end)
                    .as("%s; the clusters are %s", what, statuses())
                    .isNegative();
            Thread.sleep(250);
        }
    }

    private static List<ClusterStatus> statuses() {
        return admin.resources(MetaStoreCluster.class).inAnyNamespace().list().getItems().stream()
                .map(MetaStoreCluster::getStatus)
                .toList();
    }

    private static Writer writer() {
        return new Writer(
                IntStream.rangeClosed(1, 3).mapToObj(n -> prefix + "." + n + ":2379").toList());
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
            assertThat(apply("kustomize/" + overlay, "--dry-run=server"))
                    .as(overlay)
                    .contains("serverside-applied")
                    .doesNotContainIgnoringCase("error");
        }
    }

    @Test
    @Order(2)
    void a_cluster_of_three_comes_up() throws Exception {
        assertThat(controlPlane.kubectl("apply", "-f", "src/test/resources/demo-cluster.yaml"))
                .contains("created");

        await("three members", () -> isSettled(3));
        ClusterStatus status = cluster().getStatus();
        assertThat(condition(status, "Available").getStatus()).isEqualTo("True");
        assertThat(status.members())
                .extracting(MemberStatus::pod)
                .containsExactly("demo-0", "demo-1", "demo-2");
        assertThat(
                        controlPlane.kubectl(
                                "get", "svc,pdb,networkpolicy,servicemonitor", "-o", "name"))
                .contains(
                        "service/demo-peers",
                        "service/demo-client",
                        "service/demo-metrics",
                        "poddisruptionbudget.policy/demo",
                        "networkpolicy.networking.k8s.io/demo",
                        "servicemonitor.monitoring.coreos.com/demo");
        assertThat(controlPlane.kubectl("get", "events")).contains("AddLearner", "Promote");
    }

    @Test
    @Order(3)
    void wrong_specifications_are_refused_with_the_reason() throws Exception {
        assertThat(patch("{\"replicas\":2}")).contains("replicas must be 1, 3, 5 or 7");
        assertThat(patch("{\"replicas\":9}")).contains("less than or equal to 7");
        assertThat(patch("{\"storage\":{\"size\":\"512Mi\"}}")).contains("may grow, not shrink");
        assertThat(patch("{\"storage\":{\"storageClassName\":\"other\"}}"))
                .contains("storageClassName cannot be changed");
        assertThat(patch("{\"options\":{\"name\":\"x\"}}")).contains("the operator sets names");
        assertThat(patch("{\"quota\":\"much\"}")).contains("quota must be a size");
        assertThat(controlPlane.kubectl("scale", "msc", NAME, "--replicas=4"))
                .contains("replicas must be 1, 3, 5 or 7");
    }

    @Test
    @Order(4)
    void growing_survives_the_end_of_the_operator_after_any_step() throws Exception {
        try (Writer writer = writer()) {
            assertThat(controlPlane.kubectl("scale", "msc", NAME, "--replicas=5"))
                    .contains("scaled");
            for (int kills = 0; kills < 3; kills++) {
                String before = String.valueOf(cluster().getStatus().step());
                await("another step", () -> !before.equals(cluster().getStatus().step()));
                operator.kill();
                operator = OperatorProcess.start(admin, directory, "1");
            }
            await("five members", () -> isSettled(5));
            check(writer);
        }
    }

    @Test
    @Order(5)
    void shrinking_hands_leadership_over_and_removes_members() throws Exception {
        try (Writer writer = writer()) {
            patch("{\"replicas\":3}");
            await("three members", () -> isSettled(3));
            check(writer);
        }
        await(
                "volumes of the removed members are gone",
                () ->
                        admin.persistentVolumeClaims()
                                        .inNamespace("default")
                                        .list()
                                        .getItems()
                                        .size()
                                == 3);
    }

    @Test
    @Order(6)
    void a_changed_option_restarts_every_pod_and_loses_nothing() throws Exception {
        List<String> before = podUids();
        try (Writer writer = writer()) {
            patch("{\"options\":{\"snapshot-count\":\"5000\"}}");
            await(
                    "three other pods",
                    () -> isSettled(3) && podUids().stream().noneMatch(before::contains));
            check(writer);
        }
    }

    @Test
    @Order(7)
    void a_member_whose_volume_is_lost_is_replaced_by_a_new_one() throws Exception {
        List<String> before = memberIds();
        try (Writer writer = writer()) {
            admin.persistentVolumeClaims().inNamespace("default").withName("data-demo-1").delete();
            admin.pods().inNamespace("default").withName("demo-1").delete();
            await("another member", () -> isSettled(3) && !before.equals(memberIds()));
            check(writer);
        }
        assertThat(memberIds()).contains(before.get(0), before.get(2));
    }

    @Test
    @Order(8)
    void a_client_saves_a_backup() throws Exception {
        Kv.put(addressOf("demo-0"), KEY, VALUE);
        backup = directory.resolve("monday.db");
        Process tool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                System.getProperty("member.jar"),
                                "snapshot",
                                "save",
                                backup.toString(),
                                "--endpoints=http://" + addressOf("demo-0"))
                        .inheritIO()
                        .start();

        assertThat(tool.waitFor()).isZero();
        assertThat(backup).isNotEmptyFile();
    }

    @Test
    @Order(9)
    void a_deleted_cluster_takes_everything_but_its_volumes_with_it() throws Exception {
        controlPlane.kubectl("delete", "msc", NAME, "--wait=true");

        await("no pods", () -> admin.pods().inNamespace("default").list().getItems().isEmpty());
        assertThat(admin.persistentVolumeClaims().inNamespace("default").list().getItems())
                .hasSize(3);
    }

    @Test
    @Order(10)
    void a_new_cluster_begins_with_a_backup() throws Exception {
        controlPlane.kubectl("apply", "-f", "src/test/resources/backups-claim.yaml");
        PersistentVolumeClaim backups =
                admin.persistentVolumeClaims().inNamespace("default").withName("backups").get();
        Files.createDirectories(kubelet.directory(backups));
        Files.copy(backup, kubelet.directory(backups).resolve("monday.db"));
        controlPlane.kubectl("apply", "-f", "src/test/resources/restored-cluster.yaml");

        await("the key of the backup", () -> VALUE.equals(Kv.get(addressOf("restored-0"), KEY)));
    }

    private static String addressOf(String pod) {
        Pod present = admin.pods().inNamespace("default").withName(pod).get();
        String ip = present == null ? null : present.getStatus().getPodIP();
        return (ip == null ? "127.0.0.1" : ip) + ":2379";
    }

    private static List<String> podUids() {
        return admin.pods().inNamespace("default").list().getItems().stream()
                .map(pod -> pod.getMetadata().getUid())
                .toList();
    }

    private static List<String> memberIds() {
        return cluster().getStatus().members().stream().map(MemberStatus::id).toList();
    }
}
