package io.metastore.bbolt;

/**
 * An element of a page that is being filled: a row of a leaf, or a child of a branch. A class of
 * its own kind and no record, because its arrays are handed through and never compared.
 */
final class Element {
    final byte[] key;
    final byte[] value;
    final int flags;
    final long child;

    Element(byte[] key, byte[] value, int flags, long child) {
        this.key = key;
        this.value = value;
        this.flags = flags;
        this.child = child;
    }

    int bytes() {
        return key.length + value.length;
    }
}
