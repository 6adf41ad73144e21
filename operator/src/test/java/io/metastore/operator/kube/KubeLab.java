package io.metastore.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.metastore.operator.api.ClusterStatus;
import io.metastore.operator.api.MetaStoreBackup;
import io.metastore.operator.api.MetaStoreCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Kubernetes without nodes, with the operator's objects installed, and ways to look into it. */
final class KubeLab implements AutoCloseable {
    static final String NAMESPACE = "default";

    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final long LOOK_MILLIS = 50;

    /**
     * At least three minutes. Looks are counted, so that a machine that stood still is no fault.
     */
    private static final int LOOKS_MAX = 3_600;

    private final Path directory;
    private final ControlPlane controlPlane;
    private final KubernetesClient admin;
    private final StandInKubelet kubelet;

    private KubeLab(Path directory, ControlPlane controlPlane) {
        this.directory = directory;
        this.controlPlane = controlPlane;
        admin = controlPlane.client();
        long pid = ProcessHandle.current().pid();
        String prefix = "127.%d.%d".formatted(64 + pid % 128, pid / 128 % 256);
        kubelet = new StandInKubelet(admin, directory.resolve("kubelet"), member(), prefix);
    }

    static KubeLab start() throws IOException, InterruptedException {
        Path directory =
                Files.createDirectories(Path.of(System.getProperty("kube.logs")))
                        .toAbsolutePath()
                        .resolve("run-" + ProcessHandle.current().pid());
        KubeLab lab = new KubeLab(directory, ControlPlane.start(directory));
        lab.kubelet.start();
        lab.kubectl("apply", "--server-side", "-k", DEPLOY.resolve("crds").toString());
        lab.applyFile("monitoring-crds.yaml");
        lab.applyOverlay("monitoring");
        return lab;
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

    Path directory() {
        return directory;
    }

    KubernetesClient admin() {
        return admin;
    }

    String kubectl(String... args) throws IOException, InterruptedException {
        return controlPlane.kubectl(args);
    }

    String applyFile(String resource) throws IOException, InterruptedException {
        return kubectl("apply", "--server-side", "-f", "src/test/resources/" + resource);
    }

    void create(String yaml) {
        admin.resource(yaml).create();
    }

    String applyOverlay(String overlay, String... flags) throws IOException, InterruptedException {
        String folder = DEPLOY.resolve("kustomize").resolve(overlay).toString();
        return kubectl(
                Stream.concat(Stream.of("apply", "--server-side", "-k", folder), Stream.of(flags))
                        .toArray(String[]::new));
    }

    String patch(String cluster, String spec) throws IOException, InterruptedException {
        return kubectl("patch", "msc", cluster, "--type=merge", "-p", "{\"spec\":" + spec + "}");
    }

    OperatorProcess operator(String namespace, String pod, boolean alone) throws IOException {
        return OperatorProcess.start(
                admin, directory, new OperatorProcess.Replica(namespace, pod, alone));
    }

    /** Lines about clusters that a replica of the operator has written. */
    List<String> steps(String replica) throws IOException {
        return Files.readAllLines(OperatorProcess.log(directory, replica)).stream()
                .filter(line -> line.contains(" metastorecluster="))
                .toList();
    }

    MetaStoreCluster cluster(String name) {
        return admin.resources(MetaStoreCluster.class).inNamespace(NAMESPACE).withName(name).get();
    }

    ClusterStatus status(String name) {
        return cluster(name).getStatus();
    }

    @Nullable MetaStoreBackup backup(String name) {
        return admin.resources(MetaStoreBackup.class).inNamespace(NAMESPACE).withName(name).get();
    }

    List<MetaStoreBackup> backups() {
        return admin.resources(MetaStoreBackup.class).inNamespace(NAMESPACE).list().getItems();
    }

    boolean isSettled(String name, int size) {
        MetaStoreCluster cluster = cluster(name);
        ClusterStatus status = cluster.getStatus();
        return status != null
                && cluster.getMetadata().getGeneration().equals(status.observedGeneration())
                && condition(status, "Progressing").getReason().equals("Settled")
                && status.members().size() == size
                && status.members().stream().allMatch(m -> m.healthy() && !m.learner());
    }

    static Condition condition(ClusterStatus status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** Events about clusters; each step of the operator leaves one. */
    long events() {
        return admin.v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                .map(Event::getInvolvedObject)
                .filter(object -> "MetaStoreCluster".equals(object.getKind()))
                .count();
    }

    List<Pod> members(String cluster) {
        return admin.pods()
                .inNamespace(NAMESPACE)
                .withLabel("app.kubernetes.io/instance", cluster)
                .withLabel("app.kubernetes.io/component", "member")
                .list()
                .getItems();
    }

    List<String> claims() {
        return admin.persistentVolumeClaims().inNamespace(NAMESPACE).list().getItems().stream()
                .map(claim -> claim.getMetadata().getName())
                .toList();
    }

    /** What is in the volume of a claim. */
    Path volume(String claimName) {
        PersistentVolumeClaim claim =
                admin.persistentVolumeClaims().inNamespace(NAMESPACE).withName(claimName).get();
        return kubelet.directory(claim);
    }

    static List<String> uids(List<? extends HasMetadata> resources) {
        return resources.stream().map(resource -> resource.getMetadata().getUid()).toList();
    }

    String addressOf(String pod) {
        Pod present = admin.pods().inNamespace(NAMESPACE).withName(pod).get();
        String ip = present == null ? null : present.getStatus().getPodIP();
        return (ip == null ? "127.0.0.1" : ip) + ":2379";
    }

    void await(String what, BooleanSupplier holds) throws InterruptedException {
        for (int looks = 0; !holds.getAsBoolean(); looks++) {
            assertThat(looks)
                    .as(() -> "%s; the clusters are %s".formatted(what, statuses()))
                    .isLessThan(LOOKS_MAX);
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private List<ClusterStatus> statuses() {
        return admin.resources(MetaStoreCluster.class).inAnyNamespace().list().getItems().stream()
                .map(MetaStoreCluster::getStatus)
                .toList();
    }

    Rights rights() throws IOException {
        return new Rights(directory.resolve("audit.log"));
    }

    @Override
    public void close() throws IOException {
        kubelet.close();
        admin.close();
        controlPlane.close();
    }
}
