package io.metastore.raft;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Tells a torn last record of a RocksDB log file (write-ahead log or manifest) from a damaged one.
 * RocksDB takes a record that claims to be longer than the rest of the file for one that was being
 * written when the process died, and silently ignores it and whatever follows. If it is the length
 * that is damaged, that forgets acknowledged writes.
 *
 * <p>The file consists of blocks of 32 KiB, each starting with a record; a record is a masked
 * CRC-32C of type and payload (4 bytes), the payload's length (2), a type (1) and the payload, all
 * little endian (RocksDB, "Write Ahead Log File Format"). RocksDB reports everything else that is
 * wrong in any block, so only the last block needs this look: an overlong record there is damaged
 * if its checksum fits a shorter payload, or if a record with a right checksum comes after it.
 */
final class RecordTail {
    private static final int BLOCK_BYTES = 32 * 1024;
    private static final int HEADER_BYTES = 7;
    private static final int LENGTH_AT = 4;
    private static final int TYPE_AT = 6;
    private static final int TYPE_MAX = 16;
    private static final int MASK_DELTA = 0xa282ead8;

    private final ByteBuffer block;

    private RecordTail(ByteBuffer block) {
        this.block = block;
    }

    /**
     * @throws CorruptLogException when the last block of the file hides damage
     */
    static void check(Path file) throws IOException {
        if (new RecordTail(lastBlock(file)).damaged()) {
            throw new CorruptLogException("a record near the end of " + file + " is damaged");
        }
    }

    private static ByteBuffer lastBlock(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long start = Math.max(0, channel.size() - 1) / BLOCK_BYTES * BLOCK_BYTES;
            var block = ByteBuffer.allocate((int) (channel.size() - start));
            while (block.hasRemaining()) {
                if (channel.read(block, start + block.position()) < 0) {
                    throw new IOException(file + " became shorter while it was read");
                }
            }
            return block.flip().order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private boolean damaged() {
        int at = 0;
        while (at + HEADER_BYTES <= block.limit()) {
            if (type(at) == 0 && length(at) == 0) {
                return !zerosFrom(at);
            }
            int next = at + HEADER_BYTES + length(at);
            if (next > block.limit()) {
                return fitsShorterPayload(at) || recordFollows(at);
            }
            at = next;
        }
        return false;
    }

    /** A file may have been extended by zeros before the records came. */
    private boolean zerosFrom(int at) {
        for (int i = at; i < block.limit(); i++) {
            if (block.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

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
            if (isRecord(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isRecord(int at) {
        if (type(at) == 0
                || type(at) > TYPE_MAX
                || length(at) == 0
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
