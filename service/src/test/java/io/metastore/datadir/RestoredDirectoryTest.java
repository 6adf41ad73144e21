package io.metastore.datadir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.backup.BackupReader;
import io.metastore.backup.LoadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoredDirectoryTest {
    private static final Map<String, List<String>> THREE =
            Map.of(
                    "a", List.of("http://127.0.0.1:1"),
                    "b", List.of("http://127.0.0.1:2"),
                    "c", List.of("http://127.0.0.1:3"));

    @TempDir private Path directory;
    private Path backup;

    @BeforeEach
    void unzip() throws IOException {
        backup = directory.resolve("backup.db");
        try (InputStream zipped =
                getClass().getResourceAsStream("/io/metastore/backup/etcd-3.6.db.gz")) {
            Files.write(backup, new GZIPInputStream(zipped).readAllBytes());
        }
    }

    private RestoredState restore(String name) throws IOException {
        var member = new NewMember(name, THREE, "token");
        return new RestoredDirectory(directory.resolve(name), member)
                .create(room -> BackupReader.open(backup), LoadOptions.DEFAULT, true);
    }

    private Path snapshot(String name) {
        return directory.resolve(name).resolve("member/snapshot/snapshot_1");
    }

    @Test
    void members_of_one_cluster_begin_with_the_same_bytes() throws IOException {
        RestoredState first = restore("a");
        assertThat(restore("b")).isEqualTo(first);
        for (String file : List.of("position", "state/state.snapshot")) {
            assertThat(snapshot("b").resolve(file))
                    .hasSameBinaryContentAs(snapshot("a").resolve(file));
        }
        var a = new ClusterFile(directory.resolve("a/member")).read().orElseThrow();
        var b = new ClusterFile(directory.resolve("b/member")).read().orElseThrow();
        assertThat(a.getCluster()).isEqualTo(b.getCluster());
        assertThat(a.getMemberId()).isNotEqualTo(b.getMemberId());
    }

    @Test
    void nothing_but_the_directory_of_a_member_is_left() throws IOException {
        restore("a");
        assertThat(directory.resolve("a.new")).doesNotExist();
        try (var files = Files.list(directory.resolve("a/member"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("cluster", "log", "snapshot", "vote");
        }
    }

    @Test
    void what_an_interrupted_restore_left_is_not_touched() throws IOException {
        Path left = Files.createDirectories(directory.resolve("a.new"));
        assertThatThrownBy(() -> restore("a"))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining(left.toString());
        assertThat(left).exists();
        assertThat(directory.resolve("a")).doesNotExist();
    }
}
