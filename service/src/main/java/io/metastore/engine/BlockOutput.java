package io.metastore.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.zip.CRC32C;

/** Writes a stream of bytes as blocks of bounded size, each with its length and checksum. */
final class BlockOutput {
    /** Bytes of a block's payload, at most; the last block may be shorter, none is empty. */
    static final int PAYLOAD_BYTES_MAX = 256 * 1024;

    /** Length of the payload and its CRC32C, four bytes each. */
    static final int BLOCK_HEADER_BYTES = 8;

    private final WritableByteChannel channel;
    private final ByteBuffer block =
            ByteBuffer.allocate(BLOCK_HEADER_BYTES + PAYLOAD_BYTES_MAX)
                    .position(BLOCK_HEADER_BYTES);
    private final CRC32C total = new CRC32C();

    BlockOutput(WritableByteChannel channel) {
        this.channel = channel;
    }

    void write(byte[] bytes) throws IOException {
        int done = 0;
        while (done < bytes.length) {
            if (!block.hasRemaining()) {
                writeBlock();
            }
            int part = Math.min(block.remaining(), bytes.length - done);
            block.put(bytes, done, part);
            done += part;
        }
    }

    /** Writes bytes as they are, outside of any block; the total checksum covers them. */
    void writePlain(ByteBuffer bytes) throws IOException {
        total.update(bytes.duplicate());
        writeFully(bytes);
    }

    /** Writes the block that is not full yet, if there is one, and the mark after the last one. */
    void endBlocks() throws IOException {
        if (block.position() > BLOCK_HEADER_BYTES) {
            writeBlock();
        }
        writeFully(ByteBuffer.allocate(Integer.BYTES));
    }

    /** The CRC32C over everything so far but the headers of the blocks. */
    int totalChecksum() {
        return (int) total.getValue();
    }

    private void writeBlock() throws IOException {
        int length = block.position() - BLOCK_HEADER_BYTES;
        CRC32C checksum = new CRC32C();
        checksum.update(block.array(), BLOCK_HEADER_BYTES, length);
        total.update(block.array(), BLOCK_HEADER_BYTES, length);
        block.putInt(0, length).putInt(Integer.BYTES, (int) checksum.getValue());
        writeFully(block.flip());
        block.clear().position(BLOCK_HEADER_BYTES);
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
