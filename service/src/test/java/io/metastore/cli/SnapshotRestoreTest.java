package io.metastore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotRestoreTest {
    @TempDir private Path directory;
    private final ToolRun tool = new ToolRun();

    private int restore(Path snapshot, String... more) {
        String[] arguments = {
            "snapshot", "restore", snapshot.toString(), "--data-dir", data().toString()
        };
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return tool.run(all);
    }

    private Path data() {
        return directory.resolve("data");
    }

    private void assertNothingLeft() {
        assertThat(data()).doesNotExist();
        assertThat(directory.resolve("data.new")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.4", "3.5", "3.6", "3.7"})
    void status_is_what_etcdutl_says(String release) throws IOException {
        Path snapshot = ToolRun.etcdSnapshot(release, directory);
        assertThat(tool.run("snapshot", "status", snapshot.toString(), "-w", "json")).isZero();
        assertThat(tool.out()).isEqualTo(ToolRun.etcdStatus(release) + "\n");
        assertThat(tool.run("snapshot", "status", snapshot.toString(), "-w", "table")).isZero();
        assertThat(tool.out())
                .contains("│ HASH", "│ REVISION │ TOTAL KEYS │ TOTAL SIZE │ VERSION │");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.4", "3.5", "3.6", "3.7"})
    void what_etcd_saved_becomes_a_sound_data_directory(String release) {
        Path snapshot = ToolRun.etcdSnapshot(release, directory);
        assertThat(restore(snapshot, "--disable-auth")).isZero();
        assertThat(tool.out())
                .contains("(member 8e9e05c52164694d of cluster cdf818194e3a8c32).")
                .contains("\nNext:\n  metastore server --name default --data-dir " + data());
        assertThat(tool.run("check", data().toString())).as(tool.out()).isZero();
    }

    @Test
    void a_bumped_revision_is_compacted_and_sound() {
        Path snapshot = ToolRun.etcdSnapshot("3.7", directory);
        int code =
                restore(
                        snapshot,
                        "--disable-auth",
                        "--bump-revision",
                        "1000",
                        "--mark-compacted",
                        "-w",
                        "json");
        assertThat(code).isZero();
        assertThat(tool.out())
                .matches(
                        "\\{\"dataDir\":.*\"revision\":(1\\d\\d\\d),\"compactRevision\":\\1,"
                                + "\"totalKey\":\\d+}\n");
        assertThat(tool.run("check", data().toString())).as(tool.out()).isZero();
    }

    @Test
    void auth_is_not_dropped_in_silence() {
        assertThat(restore(ToolRun.etcdSnapshot("3.7", directory))).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err()).contains("auth is enabled", "--disable-auth");
        assertNothingLeft();
    }

    @Test
    void a_damaged_snapshot_is_refused_by_name_and_leaves_nothing() throws IOException {
        Path snapshot = ToolRun.etcdSnapshot("3.7", directory);
        byte[] bytes = Files.readAllBytes(snapshot);
        bytes[bytes.length / 2] ^= 1;
        Files.write(snapshot, bytes);
        assertThat(restore(snapshot, "--disable-auth")).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err()).contains(snapshot.toString(), "sha256");
        assertNothingLeft();
        assertThat(tool.run("snapshot", "status", snapshot.toString())).isEqualTo(ExitCode.FAILURE);
    }

    @Test
    void a_file_without_digest_needs_the_flag() throws IOException {
        Path snapshot = ToolRun.etcdSnapshot("3.7", directory);
        byte[] bytes = Files.readAllBytes(snapshot);
        Files.write(snapshot, Arrays.copyOf(bytes, bytes.length - 32));
        assertThat(tool.run("snapshot", "status", snapshot.toString())).isZero();
        assertThat(restore(snapshot, "--disable-auth")).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err()).contains("skip-hash-check");
        assertThat(restore(snapshot, "--disable-auth", "--skip-hash-check")).isZero();
    }

    @Test
    void nothing_that_is_there_is_touched() throws IOException {
        Path snapshot = ToolRun.etcdSnapshot("3.7", directory);
        Files.createDirectories(data());
        Files.writeString(data().resolve("precious"), "x");
        assertThat(restore(snapshot, "--disable-auth")).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err()).contains("is not empty");
        Files.delete(data().resolve("precious"));
        assertThat(restore(snapshot, "--disable-auth")).as("an empty directory").isZero();
        assertThat(tool.run("check", data().toString())).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--name x --initial-cluster a=http://127.0.0.1:1",
                "--name a --initial-cluster a=127.0.0.1:1",
                "--name a --initial-cluster a=http://127.0.0.1:1 --initial-advertise-peer-urls"
                        + " http://127.0.0.1:2",
                "--bump-revision 5",
                "--mark-compacted",
                "--bump-revision -5 --mark-compacted",
                "--bump-revision five",
                "--storage paper",
            })
    void flags_that_do_not_fit_are_usage_errors(String flags) {
        Path snapshot = ToolRun.etcdSnapshot("3.7", directory);
        assertThat(restore(snapshot, flags.split(" +", -1))).isEqualTo(ExitCode.USAGE);
        assertThat(tool.err().lines()).hasSize(1);
        assertNothingLeft();
    }

    @Test
    void a_missing_file_is_named() {
        assertThat(restore(directory.resolve("nothing.db"))).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err()).contains("there is no snapshot file", "nothing.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot save", "snapshot status", "snapshot restore", "check"})
    void every_command_explains_itself(String command) {
        assertThat(tool.run((command + " --help").split(" ", -1))).isZero();
        assertThat(tool.out()).startsWith("Usage: metastore " + command);
        assertThat(tool.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void commands_that_do_not_exist_are_explained_with_those_that_do() {
        assertThat(tool.run("snapshot")).isEqualTo(ExitCode.USAGE);
        assertThat(tool.out()).contains("save", "status", "restore");
        assertThat(tool.run("snapshot", "safe")).isEqualTo(ExitCode.USAGE);
        assertThat(tool.err()).contains("unknown command \"safe\"");
        assertThat(tool.run("check", "--nothing", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(tool.err()).contains("unknown flag \"--nothing\"", "metastore check --help");
    }
}
