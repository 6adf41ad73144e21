package io.metastore.operator.kube;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The packaged operator in a process of its own, with its own service account and no more. */
final class OperatorProcess implements AutoCloseable {
    static final String NAMESPACE = "metastore-operator";

    private final Process process;

    private OperatorProcess(Process process) {
        this.process = process;
    }

    static OperatorProcess start(KubernetesClient admin, Path directory, String image)
            throws IOException {
        String token =
                admin.serviceAccounts()
                        .inNamespace(NAMESPACE)
                        .withName("metastore-operator")
                        .tokenRequest(
                                new TokenRequestBuilder()
                                        .withNewSpec()
                                        .withExpirationSeconds(3600L)
                                        .endSpec()
                                        .build())
                        .getStatus()
                        .getToken();
        Path kubeconfig = directory.resolve("operator-kubeconfig");
        byte[] authority = Files.readAllBytes(directory.resolve("pki/ca.crt"));
        Files.writeString(
                kubeconfig,
                """
                apiVersion: v1
                kind: Config
                current-context: operator
                contexts: [{name: operator, context: {cluster: it, user: operator, namespace: %s}}]
                clusters: [{name: it, cluster: {server: "%s", certificate-authority-data: %s}}]
                users: [{name: operator, user: {token: %s}}]
                """
                        .formatted(
                                NAMESPACE,
                                admin.getConfiguration().getMasterUrl(),
                                Base64.getEncoder().encodeToString(authority),
                                token));
        return new OperatorProcess(process(directory, kubeconfig, image));
    }

    private static Process process(Path directory, Path kubeconfig, String image)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-jar",
                        System.getProperty("operator.jar"));
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(freePort()));
        builder.environment().put("METASTORE_OPERATOR_IMAGE_VERSION", image);
        builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(
                                directory.resolve("operator.log").toFile()));
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** As a crash does. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
