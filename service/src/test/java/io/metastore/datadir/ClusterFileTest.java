package io.metastore.datadir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.command.DataOwner;
import io.metastore.node.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterFileTest {
    private static final List<String> CLIENT_URLS = List.of("http://localhost:2379");

    @TempDir Path directory;

    @Test
    void a_new_directory_belongs_to_nobody() {
        assertThat(new ClusterFile(directory.resolve("new")).read()).isEmpty();
    }

    @Test
    void what_was_written_is_read_back_whatever_the_flags_say_now() {
        Identity first =
                Identity.derive("a", CLIENT_URLS, Map.of("a", List.of("http://a:2380")), "token");
        ClusterFile file = new ClusterFile(directory.resolve("deep/below"));
        file.write(first.owner());

        DataOwner owner = file.read().orElseThrow();

        assertThat(Identity.of(owner, "a", CLIENT_URLS)).isEqualTo(first);
    }

    @Test
    void a_damaged_file_stops_the_start_and_says_what_to_do() throws IOException {
        Files.write(directory.resolve("cluster"), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> new ClusterFile(directory).read())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Restore");

        Files.write(directory.resolve("cluster"), new byte[0]);
        assertThatThrownBy(() -> new ClusterFile(directory).read())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("names no members");
    }
}
