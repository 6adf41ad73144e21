package io.metastore.mvcc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers of eight bytes, the most significant first, so that rows sort by number. */
final class BigEndian {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private BigEndian() {}

    static void put(byte[] target, int offset, long number) {
        LONGS.set(target, offset, number);
    }

    static long get(byte[] source, int offset) {
        return (long) LONGS.get(source, offset);
    }

    static byte[] of(long number) {
        byte[] bytes = new byte[Long.BYTES];
        put(bytes, 0, number);
        return bytes;
    }
}
