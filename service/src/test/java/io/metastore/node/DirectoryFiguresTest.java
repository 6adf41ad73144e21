package io.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryFiguresTest {
    @TempDir Path member;

    @Test
    void files_are_counted_as_of_the_last_look() throws IOException {
        DirectoryFigures figures = new DirectoryFigures(member, () -> 90_000);
        Path snapshot = Files.createDirectories(member.resolve("snapshot/snapshot_7"));
        Files.write(snapshot.resolve("state"), new byte[10]);
        Path newest = Files.write(snapshot.resolve("meta"), new byte[5]);
        Files.setLastModifiedTime(snapshot.resolve("state"), FileTime.fromMillis(20_000));
        Files.setLastModifiedTime(newest, FileTime.fromMillis(30_000));
        assertThat(figures.snapshots().files()).isZero();
        assertThat(figures.snapshotAgeSeconds()).isEqualTo(-1);

        figures.look();

        assertThat(figures.snapshots().files()).isEqualTo(2);
        assertThat(figures.snapshots().bytes()).isEqualTo(15);
        assertThat(figures.snapshotAgeSeconds()).isEqualTo(60);
        assertThat(figures.log().files()).isZero();
        assertThat(figures.state().bytes()).isZero();
    }
}
