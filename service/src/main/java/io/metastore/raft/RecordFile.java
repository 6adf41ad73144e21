package io.metastore.raft;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Checks a RocksDB log file (write-ahead log or manifest), and tells a torn last record from a
 * damaged one. RocksDB takes a record that claims to be longer than the rest of the file for one
 * that was being written when the process died, and silently ignores it and whatever follows; if it
 * is the length that is damaged, that forgets acknowledged writes. Some damage to a record's type
 * keeps it from ever coming back. So it gets to read only what has passed here.
 *
 * <p>The file consists of blocks of 32 KiB, each starting with a record; a record is a masked
 * CRC-32C of type and payload (4 bytes), the payload's length (2), a type (1) and the payload, all
 * little endian, and never crosses a block (RocksDB, "Write Ahead Log File Format").
 */
final class RecordFile {
    private static final int BLOCK_BYTES = 32 * 1024;
    private static final int HEADER_BYTES = 7;
    private static final int LENGTH_AT = 4;
    private static final int TYPE_AT = 6;
    private static final int TYPE_MAX = 16;
    private static final int MASK_DELTA = 0xa282ead8;

    private final ByteBuffer block =
            ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private RecordFile() {}

    /**
     * @throws CorruptLogException when anything but an incomplete last record is wrong
     */
    static void check(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            new RecordFile().check(file, channel);
        }
    }

    private void check(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        for (long start = 0; start < size; start += BLOCK_BYTES) {
            block.clear();
            while (block.hasRemaining() && channel.read(block, start + block.position()) > 0) {
                // Reads may be short.
            }
            block.flip();
            if (damaged(start + BLOCK_BYTES >= size)) {
                throw new CorruptLogException(
                        "a record of " + file + " at or after byte " + start + " is damaged");
            }
        }
    }

    private boolean damaged(boolean last) {
        int at = 0;
        while (at + HEADER_BYTES <= block.limit()) {
            if (type(at) == 0 && length(at) == 0) {
                return !zerosFrom(at);
            }
            int next = at + HEADER_BYTES + length(at);
            if (next > block.limit()) {
                return !last || fitsShorterPayload(at) || recordFollows(at);
            }
            if (!isRecord(at)) {
                return true;
            }
            at = next;
        }
        return !last && !zerosFrom(at);
    }

    /** A block may end in zeros, and a file may have been extended by them before it was used. */
    private boolean zerosFrom(int at) {
        for (int i = at; i < block.limit(); i++) {
            if (block.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether all of the record is there, so that its length must be wrong. */
    private boolean fitsShorterPayload(int at) {
        var checksum = new CRC32C();
        for (int i = at + TYPE_AT; i < block.limit(); i++) {
            checksum.update(block.get(i));
            if (masked(checksum) == block.getInt(at)) {
                return true;
            }
        }
        return false;
    }

    private boolean recordFollows(int at) {
        for (int i = at + 1; i + HEADER_BYTES < block.limit(); i++) {
            if (length(i) > 0 && isRecord(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isRecord(int at) {
        if (type(at) == 0
                || type(at) > TYPE_MAX
                || at + HEADER_BYTES + length(at) > block.limit()) {
            return false;
        }
        var checksum = new CRC32C();
        checksum.update(block.array(), at + TYPE_AT, 1 + length(at));
        return masked(checksum) == block.getInt(at);
    }

    private int length(int at) {
        return Short.toUnsignedInt(block.getShort(at + LENGTH_AT));
    }

    private int type(int at) {
        return Byte.toUnsignedInt(block.get(at + TYPE_AT));
    }

    private static int masked(CRC32C checksum) {
        return Integer.rotateRight((int) checksum.getValue(), 15) + MASK_DELTA;
    }
}
