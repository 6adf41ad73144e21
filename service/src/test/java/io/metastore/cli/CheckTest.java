package io.metastore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckTest {
    @TempDir private Path directory;
    private final ToolRun tool = new ToolRun();
    private Path data;

    @BeforeEach
    void restore() {
        data = directory.resolve("data");
        Path snapshot = ToolRun.etcdSnapshot("3.7", directory);
        assertThat(
                        tool.run(
                                "snapshot",
                                "restore",
                                snapshot.toString(),
                                "--data-dir",
                                data.toString(),
                                "--disable-auth"))
                .isZero();
    }

    private int check(String... more) {
        return more.length == 0
                ? tool.run("check", data.toString())
                : tool.run("check", data.toString(), "-w", more[0]);
    }

    @Test
    void a_sound_directory_is_good_part_by_part() {
        assertThat(check()).isZero();
        assertThat(tool.out().lines().map(line -> line.substring(0, 15).strip()))
                .containsExactly(
                        "cluster  good",
                        "vote     good",
                        "snapshot good",
                        "state    good",
                        "log      good");
        assertThat(check("json")).isZero();
        assertThat(tool.out()).startsWith("{\"good\":true,\"parts\":[{\"name\":\"cluster\",");
        assertThat(check("table")).isZero();
        assertThat(tool.out()).contains("│ PART", "│ snapshot │ good");
    }

    @ParameterizedTest
    @CsvSource({
        "member/cluster, cluster",
        "member/vote, vote",
        "member/log/CURRENT, log",
        "member/snapshot/snapshot_1/position, snapshot",
        "member/snapshot/snapshot_1/state/state.snapshot, snapshot",
    })
    void a_flipped_bit_is_found_in_its_file(String file, String part) throws IOException {
        try (var bytes = new RandomAccessFile(data.resolve(file).toFile(), "rw")) {
            // The first byte of the cluster file is a tag, without which it cannot be read.
            long at = part.equals("cluster") ? 0 : bytes.length() / 2;
            bytes.seek(at);
            int value = bytes.read();
            bytes.seek(at);
            bytes.write(value ^ 4);
        }
        assertThat(check()).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.out()).containsPattern("(?m)^" + part + " +damaged ");
        assertThat(check("json")).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.out()).startsWith("{\"good\":false,");
    }

    @ParameterizedTest
    @CsvSource({
        "member/cluster, cluster",
        "member/vote, vote",
        "member/log/CURRENT, log",
        "member/snapshot/snapshot_1/position, snapshot",
        "member/snapshot/snapshot_1/state/state.snapshot, snapshot",
    })
    void a_lost_file_is_found(String file, String part) throws IOException {
        Files.delete(data.resolve(file));
        assertThat(check()).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.out()).containsPattern("(?m)^" + part + " +damaged ");
    }

    @Test
    void a_directory_in_use_is_left_alone() throws IOException {
        Path lock = data.resolve("member/lock");
        try (var channel =
                        FileChannel.open(
                                lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(check()).isEqualTo(ExitCode.FAILURE);
            assertThat(tool.err()).contains("is in use by another process");
            assertThat(tool.out()).isEmpty();
        }
        assertThat(check()).isZero();
    }

    @Test
    void what_is_no_data_directory_is_named() {
        assertThat(tool.run("check", directory.toString())).isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err()).contains("is not the data directory of a member");
        assertThat(tool.run("check", directory.resolve("no").toString()))
                .isEqualTo(ExitCode.FAILURE);
        assertThat(tool.err()).contains("there is no directory");
    }
}
