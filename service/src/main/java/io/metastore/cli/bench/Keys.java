package io.metastore.cli.bench;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;

/**
 * The keys that load is made on: a prefix, and a number with leading zeros.
 *
 * @param size digits behind the prefix
 * @param count how many there are
 */
record Keys(String prefix, int size, long count) {
    /** A key with this behind it is the next one of all that may be. */
    private static final ByteString LEAST = ByteString.copyFrom(new byte[1]);

    private static final int RADIX = 10;

    Keys {
        if (!fits(size, count)) {
            throw new IllegalArgumentException(count + " keys need more than " + size + " digits");
        }
    }

    /** Whether so many digits make so many keys. */
    static boolean fits(int size, long count) {
        return digits(count) <= size;
    }

    /** How many digits it takes to make so many keys. */
    static int digits(long count) {
        return Long.toString(count - 1).length();
    }

    /** Key number n, counted from 0 and around. */
    ByteString key(long number) {
        byte[] start = prefix.getBytes(StandardCharsets.UTF_8);
        var key = new byte[start.length + size];
        System.arraycopy(start, 0, key, 0, start.length);
        long rest = number % count;
        for (int at = key.length - 1; at >= start.length; at--) {
            key[at] = (byte) ('0' + rest % RADIX);
            rest /= RADIX;
        }
        return ByteString.copyFrom(key);
    }

    /** The end of a range whose last key is number n. */
    ByteString endOf(long number) {
        return key(number).concat(LEAST);
    }
}
