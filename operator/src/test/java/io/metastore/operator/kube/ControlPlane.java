package io.metastore.operator.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real API server and controller manager on loopback, for one test class. */
final class ControlPlane implements AutoCloseable {
    private static final long END_SECONDS_MAX = 30;

    private final Path directory;
    private final Process process;

    private ControlPlane(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    static ControlPlane start(Path directory) throws IOException {
        Files.createDirectories(directory);
        Process process =
                new ProcessBuilder(
                                Path.of("src", "test", "kube", "control-plane.sh").toString(),
                                directory.toString(),
                                System.getProperty("kube.programs"),
                                System.getProperty("etcd.binary"))
                        .redirectError(directory.resolve("control-plane.log").toFile())
                        .start();
        ControlPlane plane = new ControlPlane(directory, process);
        BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if (!"ready".equals(output.readLine())) {
            plane.close();
            throw new IllegalStateException("no control plane; see the logs in " + directory);
        }
        return plane;
    }

    Path kubeconfig() {
        return directory.resolve("kubeconfig");
    }

    /** As an administrator. */
    KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig().toFile()))
                .build();
    }

    /** What kubectl prints, errors included; the test looks at it. */
    String kubectl(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("kube.programs"), "kubectl").toString());
        command.add("--kubeconfig=" + kubeconfig());
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KUBECACHEDIR", directory.resolve("kubectl-cache").toString());
        Process kubectl = builder.start();
        String output = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        kubectl.waitFor();
        return output;
    }

    /** Ends everything: the script does so when its input ends. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
