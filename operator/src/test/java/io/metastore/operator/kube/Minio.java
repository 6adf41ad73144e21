package io.metastore.operator.kube;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A real S3 server with the bucket {@value #BUCKET}. */
final class Minio implements AutoCloseable {
    static final String BUCKET = "backups";
    static final String USER = "backup-user";
    static final String PASSWORD = "backup-password";

    private final Process process;
    private final Path data;
    private final int port;

    private Minio(Process process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    /** Starts one with its files in a directory. Whoever asks too early has to ask again. */
    static Minio start(Path directory) throws IOException {
        int port = freePort();
        Path data = directory.resolve("minio");
        // A directory is a bucket.
        Files.createDirectories(data.resolve(BUCKET));
        ProcessBuilder builder =
                new ProcessBuilder(
                                System.getProperty("minio.program"),
                                "server",
                                "--address",
                                "127.0.0.1:" + port,
                                data.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("minio.log").toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "MINIO_ROOT_USER",
                                USER,
                                "MINIO_ROOT_PASSWORD",
                                PASSWORD,
                                "MINIO_BROWSER",
                                "off",
                                "MINIO_UPDATE",
                                "off"));
        return new Minio(builder.start(), data, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What stands under {@code s3} in a specification. */
    String place(String prefix) {
        return "{bucket: %s, prefix: %s, endpoint: 'http://127.0.0.1:%d', credentialsSecret: s3}"
                .formatted(BUCKET, prefix, port);
    }

    boolean holds(String key) {
        return Files.exists(data.resolve(BUCKET).resolve(key));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
