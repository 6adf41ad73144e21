package io.metastore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.metastore.api.etcdserverpb.MaintenanceGrpc;
import io.metastore.api.etcdserverpb.SnapshotRequest;
import io.metastore.api.etcdserverpb.SnapshotResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotSaveTest {
    private static final int PART_BYTES = 1000;

    @TempDir private Path directory;
    private final ToolRun tool = new ToolRun();
    private byte[] snapshot;
    private int failAfterBytes = Integer.MAX_VALUE;
    private Server server;
    private int port;
    private Path file;

    @BeforeEach
    void serve() throws IOException {
        snapshot = Files.readAllBytes(ToolRun.etcdSnapshot("3.7", directory));
        file = directory.resolve("saved.db");
        server =
                NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                        .addService(new Snapshots())
                        .build()
                        .start();
        port = server.getPort();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    private String endpoint() {
        return "127.0.0.1:" + port;
    }

    private int save(String... more) {
        var arguments =
                new String[] {"snapshot", "save", file.toString(), "--endpoints", endpoint()};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return tool.run(all);
    }

    private void assertNothingLeft() {
        assertThat(file).doesNotExist();
        assertThat(directory.resolve("saved.db.part")).doesNotExist();
    }

    @Test
    void a_snapshot_is_saved_byte_by_byte_and_named_like_etcdctl_does() {
        assertThat(save()).isZero();
        assertThat(file).hasBinaryContent(snapshot);
        assertThat(directory.resolve("saved.db.part")).doesNotExist();
        assertThat(tool.out()).isEqualTo("Snapshot saved at " + file + "\nServer version 3.7.0\n");
        assertThat(tool.err()).isEmpty();
    }

    @Test
    void programs_get_one_object() {
        assertThat(save("-w", "json")).isZero();
        assertThat(tool.out())
                .isEqualTo(
                        "{\"path\":\"%s\",\"totalSize\":%d,\"version\":\"3.7.0\"}\n"
                                .formatted(file, snapshot.length));
    }

    @Test
    void the_endpoint_may_come_from_the_variable_of_etcdctl() {
        var other = new ToolRun(Map.of("ETCDCTL_ENDPOINTS", "http://" + endpoint()), false);
        assertThat(other.run("snapshot", "save", file.toString())).isZero();
        assertThat(file).exists();
    }

    @Test
    void progress_is_shown_on_a_terminal_or_when_asked_for() {
        assertThat(save("--progress")).isZero();
        assertThat(tool.err()).containsPattern("snapshot: \\d+ kB of \\d+ kB \\(\\d+ %\\), .*/s\n");
        var terminal = new ToolRun(Map.of(), true);
        assertThat(
                        terminal.run(
                                "snapshot",
                                "save",
                                "--force",
                                file.toString(),
                                "--endpoints",
                                endpoint()))
                .isZero();
        assertThat(terminal.err()).startsWith("\rsnapshot: ").endsWith("\r");
    }

    @Test
    void a_file_that_is_there_stays_unless_forced() throws IOException {
        Files.writeString(file, "precious");
        assertThat(save()).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err()).contains("exists already", "--force");
        assertThat(file).hasContent("precious");
        assertThat(save("--force")).isZero();
        assertThat(file).hasBinaryContent(snapshot);
    }

    @Test
    void an_object_in_s3_appears_as_a_whole_or_not_at_all() throws IOException {
        System.setProperty("aws.accessKeyId", "user");
        System.setProperty("aws.secretAccessKey", "password");
        try (FakeS3 s3 = new FakeS3()) {
            var other = new ToolRun(Map.of("AWS_ENDPOINT_URL_S3", s3.endpoint()), false);
            String[] save = {"snapshot", "save", "s3://b/team/x.db", "--endpoints", endpoint()};
            snapshot[5000] ^= 1;
            assertThat(other.run(save)).isEqualTo(ExitCode.FAILURE);
            assertThat(other.err()).contains("damaged on its way");
            assertThat(s3.objects).isEmpty();
            assertThat(s3.requests).last().asString().startsWith("DELETE /b/team/x.db");
            snapshot[5000] ^= 1;
            assertThat(other.run(save)).as(other.err()).isZero();
            assertThat(Arrays.equals(s3.objects.get("/b/team/x.db"), snapshot)).isTrue();
            assertThat(other.run(save)).isEqualTo(ExitCode.FAILURE);
            assertThat(other.err()).contains("s3://b/team/x.db exists already", "--force");
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    @Test
    void a_flipped_bit_is_found_and_leaves_nothing() {
        snapshot[5000] ^= 1;
        assertThat(save()).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err()).contains("damaged on its way");
        assertNothingLeft();
    }

    @Test
    void a_stream_that_ends_early_leaves_nothing() {
        snapshot = Arrays.copyOf(snapshot, snapshot.length - 32);
        assertThat(save()).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err()).contains("incomplete");
        assertNothingLeft();
    }

    @Test
    void a_stream_that_breaks_leaves_nothing() {
        failAfterBytes = 3000;
        assertThat(save()).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err()).contains("the disk is on fire").doesNotContain("\tat ");
        assertNothingLeft();
    }

    @Test
    void a_member_that_is_not_there_is_named_with_what_to_do() {
        server.shutdownNow();
        assertThat(save()).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err())
                .startsWith("metastore: cannot reach http://127.0.0.1:")
                .contains("--endpoints");
        assertNothingLeft();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1:1,127.0.0.1:2 | 1 | names 2",
                "https://127.0.0.1:1 | 2 | TLS is not available",
                "127.0.0.1 | 2 | a port",
            })
    void wrong_endpoints_are_explained(String endpoints, int exitCode, String why) {
        assertThat(tool.run("snapshot", "save", file.toString(), "--endpoints", endpoints))
                .isEqualTo(exitCode);
        assertThat(tool.err()).contains(why);
    }

    /** Sends the snapshot as a member does. */
    private final class Snapshots extends MaintenanceGrpc.MaintenanceImplBase {
        @Override
        public void snapshot(SnapshotRequest request, StreamObserver<SnapshotResponse> answers) {
            for (int at = 0; at < snapshot.length; at += PART_BYTES) {
                if (at >= failAfterBytes) {
                    answers.onError(
                            Status.DATA_LOSS
                                    .withDescription("the disk is on fire")
                                    .asRuntimeException());
                    return;
                }
                int length = Math.min(PART_BYTES, snapshot.length - at);
                answers.onNext(
                        SnapshotResponse.newBuilder()
                                .setBlob(UnsafeByteOperations.unsafeWrap(snapshot, at, length))
                                .setRemainingBytes(snapshot.length - at - length)
                                .setVersion("3.7.0")
                                .build());
            }
            answers.onCompleted();
        }
    }
}
