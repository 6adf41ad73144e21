package io.metastore.bbolt;

/**
 * Where things are in a file of format version 2; every number is little-endian.
 *
 * <ul>
 *   <li>Page: id (8), flags (2), number of elements (2), how many further pages it goes on for (4),
 *       then the elements, then their bytes.
 *   <li>Element of a leaf: flags (4), distance from this element to its key (4), length of the key
 *       (4) and of the value (4), which follows the key.
 *   <li>Element of a branch: distance to its key (4), length of the key (4), id of the child (8).
 *   <li>Meta, on pages 0 and 1: magic (4), version (4), page size (4), flags (4), header of the
 *       root bucket (16), page of the free list (8), number of pages in use (8), transaction (8),
 *       checksum of all these (8).
 *   <li>Header of a bucket: id of its root page, 0 when the page follows here (8); sequence (8).
 * </ul>
 */
final class Layout {
    static final int MAGIC = 0xED0CDAED;
    static final int VERSION = 2;

    static final int BRANCH = 0x01;
    static final int LEAF = 0x02;
    static final int META = 0x04;
    static final int FREE_LIST = 0x10;

    static final int PAGE_HEADER_BYTES = 16;
    static final int ELEMENT_BYTES = 16;
    static final int BUCKET_HEADER_BYTES = 16;
    static final int META_BYTES = 64;
    static final int META_CHECKED_BYTES = META_BYTES - Long.BYTES;

    /** Flag of a leaf element whose value is a bucket. */
    static final int IS_BUCKET = 0x01;

    /** The first page behind the two metas. */
    static final long FIRST_DATA_PAGE = 2;

    static final int KEY_BYTES_MAX = 32768;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Layout() {}

    /** FNV-1a with 64 bits. */
    static long checksum(byte[] bytes, int offset, int length) {
        long hash = FNV_OFFSET;
        for (int i = offset; i < offset + length; i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * FNV_PRIME;
        }
        return hash;
    }
}
