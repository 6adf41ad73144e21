package io.metastore.tests.tools;

import static io.metastore.tests.client.Requests.get;
import static io.metastore.tests.client.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.metastore.tests.client.Client;
import io.metastore.tests.cluster.Cluster;
import io.metastore.tests.cluster.Launcher;
import io.metastore.tests.cluster.Member;
import io.metastore.tests.cluster.Product;
import io.metastore.tests.cluster.Storage;
import io.metastore.tests.junit.OnCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backups in a real S3 server. */
@OnCluster(products = Product.METASTORE, storages = Storage.MEMORY, members = 1)
@Tag("s3")
final class S3BackupIT {
    /** More than two of the parts that a snapshot is sent in. */
    private static final int VALUES = 40;

    private static final int VALUE_BYTES = 1_000_000;
    private static final long HALF_BYTES = VALUES * (long) VALUE_BYTES / 2;
    private static final String OBJECT = "team/monday.db";
    private static final String ADDRESS = "s3://" + Minio.BUCKET + "/" + OBJECT;

    private final Launcher launcher;
    private final Path directory;
    private Minio minio;
    private Map<String, String> environment;
    private Cluster cluster;

    S3BackupIT(Launcher launcher) {
        this.launcher = launcher;
        this.directory = launcher.newDirectory();
    }

    @BeforeEach
    void serve() {
        minio = Minio.start(launcher.newDirectory());
        environment = new HashMap<>(minio.environment());
        cluster = launcher.start();
    }

    @AfterEach
    void stop() {
        minio.close();
        cluster.close();
    }

    private void fill() {
        Client client = cluster.client();
        for (int number = 0; number < VALUES; number++) {
            client.kv().put(put("key" + number, Integer.toString(number).repeat(VALUE_BYTES / 2)));
        }
    }

    private Tool tool(String... arguments) {
        return Tool.run(directory, environment, arguments);
    }

    private Tool save(String... more) {
        List<String> command = new ArrayList<>(List.of("snapshot", "save", ADDRESS));
        command.addAll(List.of("--endpoints", cluster.member(0).clientUrl()));
        command.addAll(List.of(more));
        return tool(command.toArray(String[]::new));
    }

    private static void assertSucceeded(Tool tool) {
        assertThat(tool.exitCode()).as("%s", tool).isZero();
    }

    private static void assertFailed(Tool tool, String... why) {
        assertThat(tool.exitCode()).as("%s", tool).isEqualTo(1);
        assertThat(tool.err()).contains(why).doesNotContain("\tat ");
    }

    @Test
    void what_was_saved_to_s3_comes_back_in_a_new_cluster() {
        fill();
        Tool saved = save();
        assertSucceeded(saved);
        assertThat(saved.out())
                .isEqualTo("Snapshot saved at " + ADDRESS + "\nServer version 3.7.0\n");
        assertThat(saved.err()).isEmpty();
        assertThat(minio.openUploads()).isZero();

        Tool status = tool("snapshot", "status", ADDRESS, "-w", "json");
        assertSucceeded(status);
        assertThat(status.out()).contains("\"totalKey\":" + VALUES + ",");
        cluster.close();

        Cluster restored = launcher.prepare();
        Member member = restored.member(0);
        assertSucceeded(
                tool(
                        "snapshot",
                        "restore",
                        ADDRESS,
                        "--data-dir=" + member.dataDir(),
                        "--name=" + member.name(),
                        "--initial-cluster=" + member.name() + "=" + member.peerUrl(),
                        "--initial-cluster-token=e2e"));
        restored.start();
        assertThat(restored.client().kv().range(get("key7")).getKvs(0).getValue().toStringUtf8())
                .isEqualTo("7".repeat(VALUE_BYTES / 2));
        restored.close();
    }

    @Test
    void an_object_that_is_there_stays_unless_forced() {
        assertSucceeded(save());
        assertFailed(save(), ADDRESS + " exists already", "--force");
        assertSucceeded(save("--force"));
    }

    @Test
    void a_connection_that_breaks_half_way_leaves_no_object() {
        fill();
        try (FailingLink link = new FailingLink(minio.port(), HALF_BYTES, false)) {
            environment.put("AWS_ENDPOINT_URL_S3", link.endpoint());
            assertFailed(save(), "cannot write " + ADDRESS, "--s3-endpoint");
            assertThat(link.hasFailed()).isTrue();
        }
        assertThat(minio.holds(OBJECT)).isFalse();
        environment.putAll(minio.environment());
        assertFailed(tool("snapshot", "status", ADDRESS), "there is no such object");
    }

    @Test
    void a_connection_that_breaks_once_is_made_anew() {
        fill();
        try (FailingLink link = new FailingLink(minio.port(), HALF_BYTES, true)) {
            environment.put("AWS_ENDPOINT_URL_S3", link.endpoint());
            assertSucceeded(save());
            assertThat(link.hasFailed()).isTrue();
        }
        try (FailingLink link = new FailingLink(minio.port(), HALF_BYTES, true)) {
            environment.put("AWS_ENDPOINT_URL_S3", link.endpoint());
            assertSucceeded(tool("snapshot", "status", ADDRESS));
            assertThat(link.hasFailed()).isTrue();
        }
        assertThat(minio.openUploads()).isZero();
    }

    @Test
    void a_member_that_ends_half_way_leaves_neither_object_nor_parts() {
        fill();
        try (FailingLink link = new FailingLink(cluster.member(0).clientPort(), HALF_BYTES, true)) {
            assertFailed(
                    tool("snapshot", "save", ADDRESS, "--endpoints", link.endpoint()),
                    "cannot reach " + link.endpoint());
            assertThat(link.hasFailed()).isTrue();
        }
        assertThat(minio.holds(OBJECT)).isFalse();
        assertThat(minio.openUploads()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS_SECRET_ACCESS_KEY | wrong | does not accept the credentials | AWS_ACCESS_KEY_ID",
                "AWS_ACCESS_KEY_ID | nobody | does not accept the credentials | AWS_ACCESS_KEY_ID",
                "AWS_ENDPOINT_URL_S3 | http://127.0.0.1:9 | cannot reach http://127.0.0.1:9 | --s3-endpoint",
            })
    void what_is_wrong_is_said_with_what_to_do(
            String variable, String value, String what, String advice) {
        environment.put(variable, value);
        assertFailed(save(), what, advice);
        assertFailed(tool("snapshot", "status", ADDRESS), what, advice);
        environment.putAll(minio.environment());
        assertThat(minio.holds(OBJECT)).isFalse();
    }

    @Test
    void without_credentials_or_a_bucket_nothing_is_written() {
        String nowhere = "s3://nowhere/monday.db";
        String member = cluster.member(0).clientUrl();
        assertFailed(
                tool("snapshot", "save", nowhere, "--endpoints", member),
                "there is no bucket \"nowhere\" at " + minio.endpoint());
        environment.remove("AWS_SECRET_ACCESS_KEY");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        assertFailed(save(), "there are no credentials", "AWS_ACCESS_KEY_ID", "AWS_PROFILE");
    }

    @Test
    void credentials_may_stand_in_a_file_and_the_rest_on_the_command_line() throws IOException {
        Map<String, String> before = Map.copyOf(environment);
        Path file = directory.resolve("credentials");
        Files.writeString(
                file,
                "[backup]%naws_access_key_id=%s%naws_secret_access_key=%s%n"
                        .formatted(
                                before.get("AWS_ACCESS_KEY_ID"),
                                before.get("AWS_SECRET_ACCESS_KEY")));
        environment.clear();
        environment.put("AWS_SHARED_CREDENTIALS_FILE", file.toString());
        environment.put("AWS_PROFILE", "backup");
        assertSucceeded(save("--s3-endpoint", minio.endpoint(), "--s3-region", "eu-central-1"));
        assertThat(minio.holds(OBJECT)).isTrue();
    }
}
