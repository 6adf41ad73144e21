package io.metastore.bbolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BoltWriterTest {
    @TempDir private Path directory;

    @Test
    void reader_finds_what_was_written() throws IOException {
        for (long seed = 0; seed < 40; seed++) {
            RandomFile written = RandomFile.of(seed, 2000);
            Path file = directory.resolve("seed-" + seed);

            long announced = written.write(file);

            assertThat(Files.size(file)).as("seed %d", seed).isEqualTo(announced);
            assertThat(RandomFile.read(file)).as("seed %d", seed).isEqualTo(written);
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4048, 4049, 4063, 4064, 4065, 65536, 3_000_000})
    void values_around_the_end_of_a_page_survive(int length) throws IOException {
        byte[] value = new byte[length];
        Arrays.fill(value, (byte) 7);
        Path file = directory.resolve("file");
        write(
                file,
                rows -> {
                    rows.bucket(new byte[] {'b'});
                    rows.row(new byte[] {1}, value);
                    rows.row(new byte[] {2}, value);
                });

        try (BoltReader reader = BoltReader.open(file)) {
            BoltCursor cursor = reader.buckets().get(0).rows();
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.value()).isEqualTo(value);
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.key()).isEqualTo(new byte[] {2});
            assertThat(cursor.value()).isEqualTo(value);
            assertThat(cursor.next()).isFalse();
            assertThat(cursor.next()).isFalse();
        }
    }

    @Test
    void a_million_rows_make_a_tree_of_several_levels() throws IOException {
        int count = 1_000_000;
        Path file = directory.resolve("file");
        write(
                file,
                rows -> {
                    rows.bucket(new byte[] {'b'});
                    for (int i = 0; i < count; i++) {
                        rows.row(ByteBuffer.allocate(4).putInt(i).array(), new byte[1]);
                    }
                });

        try (BoltReader reader = BoltReader.open(file)) {
            BoltCursor cursor = reader.buckets().get(0).rows();
            for (int i = 0; i < count; i++) {
                assertThat(cursor.next() && ByteBuffer.wrap(cursor.key()).getInt() == i).isTrue();
            }
            assertThat(cursor.next()).isFalse();
        }
    }

    @Test
    void keys_out_of_order_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> measureKeys(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> measureKeys(1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                BoltWriter.measure(
                                        rows -> {
                                            rows.bucket(new byte[] {'b'});
                                            rows.bucket(new byte[] {'a'});
                                        }));
    }

    @Test
    void keys_without_bytes_or_too_long_are_refused() {
        for (byte[] key : new byte[][] {{}, new byte[32769]}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    BoltWriter.measure(
                                            rows -> {
                                                rows.bucket(new byte[] {'b'});
                                                rows.row(key, new byte[0]);
                                            }));
        }
    }

    @Test
    void source_that_changes_its_mind_fails() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        BoltWriter writer =
                BoltWriter.measure(
                        rows -> {
                            rows.bucket(new byte[] {'b'});
                            rows.row(new byte[] {1}, new byte[calls.getAndIncrement() * 8000]);
                        });

        assertThatIllegalStateException()
                .isThrownBy(() -> writer.write(Channels.newChannel(new ByteArrayOutputStream())));
    }

    private static void measureKeys(int... keys) throws IOException {
        BoltWriter.measure(
                rows -> {
                    rows.bucket(new byte[] {'b'});
                    for (int key : keys) {
                        rows.row(new byte[] {(byte) key}, new byte[0]);
                    }
                });
    }

    private static void write(Path file, BoltSource source) throws IOException {
        try (var channel = Channels.newChannel(Files.newOutputStream(file))) {
            BoltWriter.measure(source).write(channel);
        }
    }
}
