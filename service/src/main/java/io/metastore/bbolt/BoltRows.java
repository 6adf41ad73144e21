package io.metastore.bbolt;

import java.io.IOException;

/** Takes the rows of a file in order. */
public interface BoltRows {
    /**
     * Begins a bucket; the rows that follow belong to it. A bucket may stay without rows.
     *
     * @throws IllegalArgumentException unless the name sorts after that of the bucket before
     */
    void bucket(byte[] name) throws IOException;

    /**
     * Adds a row to the bucket.
     *
     * @param key 1 to 32,768 bytes, sorting after the key before
     * @throws IllegalArgumentException when the key is neither
     */
    void row(byte[] key, byte[] value) throws IOException;
}
