package io.metastore.engine.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.engine.Engine;
import io.metastore.engine.EngineException;
import io.metastore.engine.Rows;
import io.metastore.engine.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged file is reported with its name, or does no harm; wrong rows are never read. */
class DamageTest {
    private static final int FLIPS_PER_FILE = 6;
    private static final String DATABASE = "generation-2";

    private final Rows rows = Rows.random(1, 300, 200);
    @TempDir Path directory;
    private Path written;
    private int copies;

    @BeforeEach
    void write() {
        try (Engine engine = open(directory.resolve("written"))) {
            engine.restore(rows);
        }
        written = directory.resolve("written").resolve(DATABASE);
    }

    @ParameterizedTest
    @ValueSource(strings = {".sst", "MANIFEST", "CURRENT"})
    void a_missing_file_stops_the_open(String kind) throws IOException {
        for (Path file : files(kind)) {
            assertThatThrownBy(() -> readAll(damaged(file, null)))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining(file.getFileName().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".sst", "MANIFEST", "CURRENT"})
    void a_file_that_is_cut_off_stops_the_open(String kind) throws IOException {
        for (Path file : files(kind)) {
            byte[] bytes = Files.readAllBytes(file);
            Path damaged = damaged(file, Arrays.copyOf(bytes, bytes.length / 2));

            assertThatThrownBy(() -> readAll(damaged))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining(damaged.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".sst", "MANIFEST", "CURRENT", "OPTIONS", "IDENTITY"})
    void a_flipped_byte_is_reported_or_does_no_harm(String kind) throws IOException {
        int reported = 0;
        for (Path file : files(kind)) {
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < FLIPS_PER_FILE; i++) {
                byte[] flipped = bytes.clone();
                flipped[(int) ((long) bytes.length * i / FLIPS_PER_FILE)] ^= 0x40;
                reported += isReported(damaged(file, flipped)) ? 1 : 0;
            }
        }
        if (kind.equals(".sst") || kind.equals("MANIFEST")) {
            assertThat(reported).isGreaterThan(FLIPS_PER_FILE / 2);
        }
    }

    @Test
    void a_read_that_meets_a_damaged_block_names_the_file() throws IOException {
        Path file = largest(files(".sst"));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 4] ^= 1;
        Path damaged = damaged(file, bytes);

        assertThatThrownBy(() -> readAll(damaged))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(file.getFileName().toString());
    }

    /** Whether reading failed; if it did not, everything was there. */
    private boolean isReported(Path damaged) {
        try {
            assertThat(readAll(damaged)).isEqualTo(rows.all());
            return false;
        } catch (EngineException e) {
            assertThat(e).hasMessageContaining(damaged.toString());
            return true;
        }
    }

    /** A copy of the state in which one file has other bytes, or is missing. */
    private Path damaged(Path file, byte @Nullable [] bytes) throws IOException {
        Path copy = directory.resolve("copy" + copies++);
        Path database = Files.createDirectories(copy.resolve(DATABASE));
        for (Path each : files("")) {
            if (!each.equals(file)) {
                Files.copy(each, database.resolve(each.getFileName()));
            } else if (bytes != null) {
                Files.write(database.resolve(each.getFileName()), bytes);
            }
        }
        return copy;
    }

    private static List<String> readAll(Path state) {
        try (Engine engine = open(state);
                Snapshot snapshot = engine.snapshot()) {
            return Rows.of(snapshot).all();
        }
    }

    private static Engine open(Path state) {
        return RocksDbEngine.open(state, MemoryBudget.BYTES_MIN, Rows::summary);
    }

    private List<Path> files(String kind) throws IOException {
        try (var children = Files.list(written)) {
            return children.filter(file -> file.getFileName().toString().contains(kind)).toList();
        }
    }

    private static Path largest(List<Path> files) throws IOException {
        Path largest = files.get(0);
        for (Path file : files) {
            largest = Files.size(file) > Files.size(largest) ? file : largest;
        }
        return largest;
    }
}
