package io.metastore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tools say and leave behind; the requests themselves are tried in S3BackupIT. */
class SnapshotInS3Test {
    private static final String ADDRESS = "s3://backups/team/monday.db";
    private static final String OBJECT = "/backups/team/monday.db";

    @TempDir private Path directory;
    private FakeS3 s3;
    private ToolRun tool;

    @BeforeEach
    void serve() throws IOException {
        System.setProperty("aws.accessKeyId", "user");
        System.setProperty("aws.secretAccessKey", "password");
        s3 = new FakeS3();
        tool = new ToolRun(Map.of("AWS_ENDPOINT_URL", s3.endpoint()), false);
    }

    @AfterEach
    void stop() {
        s3.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private byte[] snapshot() throws IOException {
        return Files.readAllBytes(ToolRun.etcdSnapshot("3.7", directory));
    }

    private int restore() {
        return tool.run(
                "snapshot", "restore", ADDRESS, "--data-dir", data().toString(), "--disable-auth");
    }

    private Path data() {
        return directory.resolve("data");
    }

    private int status() {
        return tool.run(
                "snapshot", "status", ADDRESS, "-w", "json", "--temp-dir", directory.toString());
    }

    private void assertNothingLeft() throws IOException {
        try (var files = Files.list(directory)) {
            assertThat(files).allMatch(file -> file.toString().endsWith(".db"));
        }
    }

    @Test
    void status_is_that_of_the_object_and_leaves_nothing() throws IOException {
        s3.objects.put(OBJECT, snapshot());
        assertThat(status()).as(tool.err()).isZero();
        assertThat(tool.out()).isEqualTo(ToolRun.etcdStatus("3.7") + "\n");
        assertNothingLeft();
    }

    @Test
    void an_object_becomes_a_sound_data_directory() throws IOException {
        s3.objects.put(OBJECT, snapshot());
        assertThat(restore()).as(tool.err()).isZero();
        assertThat(directory.resolve("data.new")).doesNotExist();
        assertThat(tool.run("check", data().toString())).as(tool.out()).isZero();
    }

    @Test
    void a_damaged_object_is_named_as_the_user_did_and_leaves_nothing() throws IOException {
        byte[] damaged = snapshot();
        damaged[damaged.length - 1] ^= 1;
        s3.objects.put(OBJECT, damaged);
        assertThat(restore()).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err()).contains(ADDRESS + ": expected sha256").doesNotContain("data.new");
        assertThat(status()).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err()).contains(ADDRESS + ": expected sha256");
        assertNothingLeft();
    }

    @Test
    void an_empty_object_and_a_missing_one_are_explained() {
        assertThat(status()).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err())
                .isEqualTo(
                        "metastore: cannot read %s: there is no such object at %s\n"
                                .formatted(ADDRESS, s3.endpoint()));
        s3.objects.put(OBJECT, new byte[0]);
        assertThat(status()).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err()).contains("the object is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | AccessDenied | the credentials need s3:GetObject",
                "403 | SignatureDoesNotMatch | set AWS_ACCESS_KEY_ID",
                "400 | ExpiredToken | get new credentials",
                "404 | NoSuchBucket | make it first",
                "403 | RequestTimeTooSkewed | the clock of this machine",
                "400 | AuthorizationHeaderMalformed | AWS_REGION",
                "418 | Teapot | HTTP status 418 Teapot: refused",
            })
    void a_refusal_says_what_to_do(int status, String code, String advice) throws IOException {
        s3.refuse(status, code);
        assertThat(restore()).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err()).startsWith("metastore: cannot read " + ADDRESS).contains(advice);
        assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://backups", "s3://backups/", "s3:///x"})
    void an_address_without_an_object_is_wrong_usage(String address) {
        assertThat(tool.run("snapshot", "status", address)).isEqualTo(ExitCode.USAGE);
        assertThat(tool.err()).contains("such as s3://backups/monday.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3.example.com", "localhost:9000", "ftp://x"})
    void an_endpoint_is_a_url(String endpoint) {
        assertThat(tool.run("snapshot", "status", ADDRESS, "--s3-endpoint", endpoint))
                .isEqualTo(ExitCode.USAGE);
        assertThat(tool.err()).contains("--s3-endpoint", "https://s3.example.com");
    }
}
