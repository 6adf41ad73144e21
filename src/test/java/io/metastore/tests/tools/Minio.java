package io.metastore.tests.tools;

import io.metastore.tests.client.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real S3 server, with the bucket {@value #BUCKET}. */
final class Minio implements AutoCloseable {
    static final String BUCKET = "backups";

    private static final String USER = "backup-user";
    private static final String PASSWORD = "backup-password";
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final int PROBE_MILLIS_MAX = 1_000;
    private static final long END_SECONDS_MAX = 10;

    private final Process process;
    private final Path data;
    private final int port;

    private Minio(Process process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    /** Starts one that keeps its files, and what it says, in a directory. */
    static Minio start(Path directory) {
        try {
            int port = freePort();
            Path data = directory.resolve("minio");
            // A directory is a bucket.
            Files.createDirectories(data.resolve(BUCKET));
            ProcessBuilder builder =
                    new ProcessBuilder(
                                    System.getProperty("e2e.minio"),
                                    "server",
                                    "--address",
                                    "127.0.0.1:" + port,
                                    "--console-address",
                                    "127.0.0.1:" + freePort(),
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
            Minio minio = new Minio(builder.start(), data, port);
            Await.until("minio answers", START_MAX, minio::isReady);
            return minio;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() {
        try {
            HttpURLConnection probe =
                    (HttpURLConnection)
                            URI.create(endpoint() + "/minio/health/ready").toURL().openConnection();
            probe.setConnectTimeout(PROBE_MILLIS_MAX);
            probe.setReadTimeout(PROBE_MILLIS_MAX);
            return probe.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** What a user sets so that the tools find it. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3", endpoint(),
                "AWS_ACCESS_KEY_ID", USER,
                "AWS_SECRET_ACCESS_KEY", PASSWORD);
    }

    /** Whether anything of an object is in the bucket. */
    boolean holds(String key) {
        return Files.exists(data.resolve(BUCKET).resolve(key));
    }

    /** Parts of objects that were neither completed nor thrown away. */
    long openUploads() {
        Path uploads = data.resolve(".minio.sys").resolve("multipart");
        if (!Files.exists(uploads)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(uploads)) {
            return all.filter(path -> path.getFileName().toString().startsWith("part.")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
