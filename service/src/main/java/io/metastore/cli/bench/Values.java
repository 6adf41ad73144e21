package io.metastore.cli.bench;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Random values, which no compression makes smaller. They are pieces of one block, so that making
 * them costs next to nothing.
 */
final class Values {
    /** Large enough that pieces which overlap are too far apart for a compression to notice. */
    private static final int SPARE_BYTES = 1 << 24;

    private final int size;
    private final byte[] block;

    Values(int size, long seed) {
        this.size = size;
        this.block = new byte[size + SPARE_BYTES];
        new SplittableRandom(seed).nextBytes(block);
    }

    ByteString next(SplittableRandom lots) {
        return UnsafeByteOperations.unsafeWrap(block, lots.nextInt(SPARE_BYTES), size);
    }

    /** A value that begins with two numbers. */
    ByteString next(SplittableRandom lots, long first, long second) {
        var value = new byte[size];
        System.arraycopy(block, lots.nextInt(SPARE_BYTES), value, 0, size);
        ByteBuffer.wrap(value).putLong(first).putLong(second);
        return UnsafeByteOperations.unsafeWrap(value);
    }
}
