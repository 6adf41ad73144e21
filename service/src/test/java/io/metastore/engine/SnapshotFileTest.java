package io.metastore.engine;

import static io.metastore.engine.Bytes.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.engine.memory.MemoryEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
    private static final int BLOCK_HEADER_BYTES = 8;

    @TempDir Path directory;
    private Path file;

    @BeforeEach
    void chooseFile() {
        file = directory.resolve("state.snapshot");
    }

    @Test
    void rows_come_back_as_they_were_written() {
        Rows rows = Rows.random(1, 300, 1000);

        SnapshotFile read = write(rows);

        assertThat(read.appliedIndex()).isEqualTo(rows.appliedIndex());
        assertThat(read.appliedTerm()).isEqualTo(rows.appliedTerm());
        assertThat(rowsOf(read).all()).isEqualTo(rows.all());
    }

    @Test
    void an_empty_state_is_a_snapshot_too() {
        SnapshotFile read = write(new Rows());

        assertThat(rowsOf(read).all()).isEqualTo(new Rows().all());
        assertThat(file)
                .hasSize(SnapshotFile.HEADER_BYTES + Integer.BYTES + SnapshotFile.END_BYTES);
    }

    @Test
    void a_row_may_be_larger_than_a_block() {
        Rows rows = new Rows();
        rows.put(Keyspace.LATEST, bytes("a"), new byte[3 * BlockOutput.PAYLOAD_BYTES_MAX]);
        rows.put(Keyspace.LATEST, bytes("b"), bytes("small"));

        assertThat(rowsOf(write(rows)).all()).isEqualTo(rows.all());
    }

    @Test
    void an_older_file_is_replaced() {
        write(Rows.random(1, 100, 1000));
        Rows rows = Rows.random(2, 3, 10);

        assertThat(rowsOf(write(rows)).all()).isEqualTo(rows.all());
    }

    @Test
    void a_file_torn_anywhere_is_refused() throws IOException {
        byte[] whole = smallFile();
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertCorrupt("ends too early, after " + length + " bytes");
        }
    }

    @Test
    void a_flipped_bit_anywhere_is_refused() throws IOException {
        byte[] whole = smallFile();
        for (int position = 0; position < whole.length; position++) {
            byte[] damaged = whole.clone();
            damaged[position] ^= (byte) (1 << (position % 8));
            Files.write(file, damaged);
            assertCorrupt("offset");
        }
    }

    @Test
    void a_damaged_header_is_refused_before_anybody_trusts_the_applied_index() throws IOException {
        byte[] whole = smallFile();
        for (int position = 0; position < SnapshotFile.HEADER_BYTES; position++) {
            byte[] damaged = whole.clone();
            damaged[position]++;
            Files.write(file, damaged);
            assertThatThrownBy(() -> SnapshotFile.open(file))
                    .isInstanceOf(CorruptSnapshotException.class)
                    .hasMessageContaining("offset 0: ");
        }
    }

    @Test
    void the_error_names_the_block_that_is_damaged() throws IOException {
        Rows rows = new Rows();
        rows.put(Keyspace.LATEST, bytes("a"), new byte[3 * BlockOutput.PAYLOAD_BYTES_MAX]);
        write(rows);
        byte[] damaged = Files.readAllBytes(file);
        int blockBytes = BLOCK_HEADER_BYTES + BlockOutput.PAYLOAD_BYTES_MAX;
        int secondBlock = SnapshotFile.HEADER_BYTES + blockBytes;
        damaged[secondBlock + 1000]++;
        Files.write(file, damaged);

        assertCorrupt("offset " + secondBlock + ": wrong checksum of a block");
    }

    @Test
    void blocks_in_another_order_are_refused() throws IOException {
        Rows rows = new Rows();
        byte[] value = new byte[3 * BlockOutput.PAYLOAD_BYTES_MAX];
        value[BlockOutput.PAYLOAD_BYTES_MAX + 7] = 1;
        rows.put(Keyspace.LATEST, bytes("a"), value);
        write(rows);
        byte[] swapped = Files.readAllBytes(file);
        int blockBytes = BLOCK_HEADER_BYTES + BlockOutput.PAYLOAD_BYTES_MAX;
        int second = SnapshotFile.HEADER_BYTES + blockBytes;
        byte[] secondBlock = Arrays.copyOfRange(swapped, second, second + blockBytes);
        System.arraycopy(swapped, second + blockBytes, swapped, second, blockBytes);
        System.arraycopy(secondBlock, 0, swapped, second + blockBytes, blockBytes);
        Files.write(file, swapped);

        assertCorrupt("wrong checksum of the whole");
    }

    @Test
    void bytes_after_the_end_are_refused() throws IOException {
        byte[] whole = smallFile();
        Files.write(file, Arrays.copyOf(whole, whole.length + 3));

        assertCorrupt("offset " + whole.length + ": 3 bytes follow the end");
    }

    @Test
    void another_format_version_is_refused_by_its_number() throws IOException {
        byte[] whole = smallFile();
        ByteBuffer.wrap(whole).putInt(Long.BYTES, 7);
        Files.write(file, whole);

        assertCorrupt("offset 0: format version 7 instead of 1");
    }

    @Test
    void a_row_with_impossible_contents_is_refused_even_if_checksums_are_right()
            throws IOException {
        writeByHand(ByteBuffer.allocate(9).put((byte) 99).array());
        assertCorrupt("unknown keyspace 99");
        writeByHand(ByteBuffer.allocate(9).put(1, (byte) 0x7f).array());
        assertCorrupt("impossible row lengths");
        writeByHand(new byte[4]);
        assertCorrupt("in the middle of a row");
    }

    @Test
    void a_wrong_number_of_rows_is_refused_even_if_checksums_are_right() throws IOException {
        writeByHand(new byte[9]);
        assertCorrupt("1 rows instead of 0");
    }

    @Test
    void a_file_that_is_not_there_is_an_error_of_reading() {
        assertThatThrownBy(() -> SnapshotFile.open(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    private byte[] smallFile() throws IOException {
        write(Rows.random(3, 3, 10));
        return Files.readAllBytes(file);
    }

    /** A file with good checksums around a payload that no engine would write, and 0 rows. */
    private void writeByHand(byte[] payload) throws IOException {
        write(new Rows());
        byte[] header = Arrays.copyOf(Files.readAllBytes(file), SnapshotFile.HEADER_BYTES);
        try (var channel = Channels.newChannel(Files.newOutputStream(file))) {
            BlockOutput output = new BlockOutput(channel);
            output.writePlain(ByteBuffer.wrap(header));
            output.write(payload);
            output.endBlocks();
            output.writePlain(SnapshotFile.endOf(0, output.totalChecksum()));
        }
    }

    private SnapshotFile write(Rows rows) {
        try (MemoryEngine engine = new MemoryEngine()) {
            engine.restore(rows);
            try (Snapshot snapshot = engine.snapshot()) {
                SnapshotFile.write(snapshot, file);
            }
        }
        return SnapshotFile.open(file);
    }

    private static Rows rowsOf(SnapshotFile source) {
        Rows rows = new Rows();
        source.forEach(rows::put);
        rows.applied(source.appliedIndex(), source.appliedTerm());
        return rows;
    }

    private void assertCorrupt(String reason) {
        assertThatThrownBy(() -> rowsOf(SnapshotFile.open(file)))
                .isInstanceOf(CorruptSnapshotException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason);
    }
}
