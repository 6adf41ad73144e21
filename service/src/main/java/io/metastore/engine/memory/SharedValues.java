package io.metastore.engine.memory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Lets two rows with equal values have one array, as they had before they went through a file. Each
 * array is handed out once and then forgotten, so that the table shrinks while it is in use.
 */
final class SharedValues {
    private final Map<Value, byte[]> values = new HashMap<>();
    private final CRC32C checksum = new CRC32C();

    void add(byte[] value) {
        values.put(keyOf(value), value);
    }

    /** An array that was added and is equal to the given one, if there is one, else that one. */
    byte[] take(byte[] value) {
        byte[] shared = values.remove(keyOf(value));
        return shared == null ? value : shared;
    }

    private Value keyOf(byte[] value) {
        // Far faster than Arrays.hashCode, which takes one step per byte.
        checksum.reset();
        checksum.update(value, 0, value.length);
        return new Value(value, (int) checksum.getValue());
    }

    /** Comparable, so that values made to collide cannot turn the table into a list. */
    private static final class Value implements Comparable<Value> {
        private final byte[] bytes;
        private final int hash;

        Value(byte[] bytes, int hash) {
            this.bytes = bytes;
            this.hash = hash;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Value value
                    && hash == value.hash
                    && Arrays.equals(bytes, value.bytes);
        }

        @Override
        public int compareTo(Value other) {
            return Arrays.compareUnsigned(bytes, other.bytes);
        }
    }
}
