package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The library removes a snapshot when it has a newer one; a kill may leave part of it behind. */
@Timeout(60)
class OlderSnapshotTest {
    private static final int ENTRIES = 120;

    @TempDir Path directory;

    @Test
    void the_rest_of_an_older_snapshot_does_not_keep_a_member_from_starting() throws IOException {
        Peer self = TestGroup.peers(1).get(0);
        List<String> entries = IntStream.range(0, ENTRIES).mapToObj(i -> "entry-" + i).toList();
        try (TestMember member =
                new TestMember(TestMember.config(self, List.of(self), directory, 10)).start()) {
            Eventually.until("leader", member::leads);
            entries.forEach(member::commit);
            member.consensus().snapshot();
            Path snapshots = directory.resolve("snapshot");
            Eventually.until("snapshot", () -> newestIndex(snapshots) >= ENTRIES);
            member.close();
            // Fewer digits, so that as text it would be the newest.
            Path older = snapshots.resolve("snapshot_9");
            Files.createDirectories(older.resolve("state"));

            member.restart();

            Eventually.until("leader", member::leads);
            assertThat(member.machine().entries()).containsExactlyElementsOf(entries);
            assertThat(older).doesNotExist();
        }
    }

    private static long newestIndex(Path snapshots) {
        try {
            return SnapshotFiles.newestIndex(snapshots);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
