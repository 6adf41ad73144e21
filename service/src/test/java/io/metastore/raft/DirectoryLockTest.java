package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    @TempDir Path directory;

    @Test
    void a_directory_has_one_member_at_a_time() {
        try (DirectoryLock first = DirectoryLock.acquire(directory)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> DirectoryLock.acquire(directory))
                    .isInstanceOf(DirectoryInUseException.class)
                    .hasMessageContaining(directory.toString());
        }
        DirectoryLock.acquire(directory).close();
    }

    @Test
    void nobody_reads_what_a_member_works_on() {
        try (DirectoryLock member = DirectoryLock.acquire(directory)) {
            assertThat(member).isNotNull();
            assertThatThrownBy(() -> DirectoryLock.share(directory))
                    .isInstanceOf(DirectoryInUseException.class);
        }
        DirectoryLock.share(directory).close();
    }

    @Test
    void reading_changes_nothing() {
        DirectoryLock.share(directory).close();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_second_member_on_the_same_data_does_not_start_and_the_first_goes_on() {
        Peer self = TestGroup.peers(1).get(0);
        Peer other = TestGroup.peers(1).get(0);
        try (TestMember first = member(self).start();
                TestMember second = member(other)) {
            Eventually.until("leader", first::leads);
            assertThatThrownBy(second::start).isInstanceOf(DirectoryInUseException.class);
            first.commit("still there");
            assertThat(first.machine().entries()).containsExactly("still there");
        }
        assertThat(Files.exists(directory.resolve("lock"))).isTrue();
    }

    private TestMember member(Peer self) {
        return new TestMember(TestMember.config(self, List.of(self), directory, 10));
    }
}
