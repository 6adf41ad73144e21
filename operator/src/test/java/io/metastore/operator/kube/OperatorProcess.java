package io.metastore.operator.kube;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * The packaged operator in a process of its own, with its own service account and no more. When it
 * ends by itself, as it does when it cannot reach the API server, it is started again, as kubelet
 * would.
 */
final class OperatorProcess implements AutoCloseable {
    private static final String ACCOUNT = "metastore-operator";

    private final ProcessBuilder program;
    private final int port;
    private Process process;
    private boolean killed;

    private OperatorProcess(ProcessBuilder program, int port) {
        this.program = program;
        this.port = port;
        process = run();
    }

    private Process run() {
        try {
            Process started = program.start();
            CompletionStage<Void> unused = started.onExit().thenRun(this::runAgain);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void runAgain() {
        if (!killed) {
            process = run();
        }
    }

    /**
     * One replica of the operator.
     *
     * @param namespace that it is installed in
     * @param pod by whose name it is known as a replica
     * @param alone whether it looks after its own namespace alone
     */
    record Replica(String namespace, String pod, boolean alone) {}

    static OperatorProcess start(KubernetesClient admin, Path directory, Replica replica)
            throws IOException {
        Path kubeconfig = directory.resolve(replica.pod() + "-kubeconfig");
        Files.writeString(kubeconfig, kubeconfig(admin, directory, replica.namespace()));
        int port = freePort();
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-jar",
                        System.getProperty("operator.jar"));
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("METASTORE_OPERATOR_IDENTITY", replica.pod());
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.environment().put("METASTORE_OPERATOR_IMAGE_VERSION", "1");
        if (replica.alone()) {
            Stream.of("METASTORECLUSTER", "METASTOREBACKUP")
                    .map("QUARKUS_OPERATOR_SDK_CONTROLLERS_%s_NAMESPACES"::formatted)
                    .forEach(name -> builder.environment().put(name, replica.namespace()));
        }
        Path log = log(directory, replica.pod());
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new OperatorProcess(builder, port);
    }

    static Path log(Path directory, String pod) {
        return directory.resolve(pod + ".log");
    }

    private static String kubeconfig(KubernetesClient admin, Path directory, String namespace)
            throws IOException {
        String token =
                admin.serviceAccounts()
                        .inNamespace(namespace)
                        .withName(ACCOUNT)
                        .tokenRequest(
                                new TokenRequestBuilder()
                                        .withNewSpec()
                                        .withExpirationSeconds(3600L)
                                        .endSpec()
                                        .build())
                        .getStatus()
                        .getToken();
        byte[] authority = Files.readAllBytes(directory.resolve("pki/ca.crt"));
        return """
                apiVersion: v1
                kind: Config
                current-context: operator
                contexts: [{name: operator, context: {cluster: it, user: operator, namespace: %s}}]
                clusters: [{name: it, cluster: {server: "%s", certificate-authority-data: %s}}]
                users: [{name: operator, user: {token: %s}}]
                """
                .formatted(
                        namespace,
                        admin.getConfiguration().getMasterUrl(),
                        Base64.getEncoder().encodeToString(authority),
                        token);
    }

    /** What it shows to whoever collects metrics. */
    String metrics() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/metrics".formatted(port)))
                        .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** As a crash does, but for good. */
    void kill() {
        Process last;
        synchronized (this) {
            killed = true;
            last = process.destroyForcibly();
        }
        try {
            last.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
