package io.metastore.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Reads what {@link BlockOutput} wrote, and hands out no byte of a block it has not verified. */
final class BlockInput {
    private final Path file;
    private final FileChannel channel;
    private final long fileBytes;
    private final CRC32C total = new CRC32C();
    private final ByteBuffer block = ByteBuffer.allocate(BlockOutput.PAYLOAD_BYTES_MAX).limit(0);

    /** Where in the file the part begins that was read last; what errors are reported at. */
    private long partStart;

    private long offset;
    private boolean ended;

    BlockInput(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.fileBytes = channel.size();
    }

    /** Reads bytes that stand outside of any block. */
    ByteBuffer readPlain(int length) throws IOException {
        partStart = offset;
        ByteBuffer bytes = ByteBuffer.allocate(length);
        readFully(bytes);
        total.update(bytes.duplicate());
        return bytes;
    }

    /** Whether there are more bytes in blocks; false means that the mark of the end was read. */
    boolean hasMore() throws IOException {
        if (!block.hasRemaining() && !ended) {
            readBlock();
        }
        return !ended;
    }

    /** Fills the array from the blocks. */
    void read(byte[] bytes) throws IOException {
        int done = 0;
        while (done < bytes.length) {
            if (!hasMore()) {
                throw corrupt("the rows end in the middle of a row");
            }
            int part = Math.min(block.remaining(), bytes.length - done);
            block.get(bytes, done, part);
            done += part;
        }
    }

    /** Ends the file: nothing may follow. */
    void expectEnd() throws IOException {
        partStart = offset;
        long size = channel.size();
        if (size != offset) {
            throw corrupt((size - offset) + " bytes follow the end");
        }
    }

    /** The CRC32C over everything so far but the headers of the blocks. */
    int totalChecksum() {
        return (int) total.getValue();
    }

    /** The size of the file when reading began; asked for with every row, so kept. */
    long fileBytes() {
        return fileBytes;
    }

    CorruptSnapshotException corrupt(String what) {
        return new CorruptSnapshotException(
                "snapshot %s is corrupt at offset %d: %s".formatted(file, partStart, what));
    }

    private void readBlock() throws IOException {
        partStart = offset;
        int length = readInt();
        if (length == 0) {
            ended = true;
            return;
        }
        if (length < 0 || length > BlockOutput.PAYLOAD_BYTES_MAX) {
            throw corrupt("impossible block length " + length);
        }
        int expected = readInt();
        readFully(block.clear().limit(length));
        CRC32C checksum = new CRC32C();
        checksum.update(block.array(), 0, length);
        if ((int) checksum.getValue() != expected) {
            throw corrupt("wrong checksum of a block of " + length + " bytes");
        }
        total.update(block.array(), 0, length);
    }

    private int readInt() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES);
        readFully(bytes);
        return bytes.getInt();
    }

    private void readFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int read = channel.read(bytes);
            if (read < 0) {
                throw corrupt("the file ends too early, after " + offset + " bytes");
            }
            offset += read;
        }
        bytes.flip();
    }
}
