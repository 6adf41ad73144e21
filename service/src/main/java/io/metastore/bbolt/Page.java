package io.metastore.bbolt;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A leaf or branch. Its elements are in memory; keys and values on further pages are read when they
 * are asked for, so that a page which wrongly claims to be long costs nothing.
 */
final class Page {
    /** Longer than any row that etcd or this store accepts, and still no danger to the heap. */
    static final int VALUE_BYTES_MAX = 64 * 1024 * 1024;

    private static final int COUNT_OFFSET = 10;

    private final FilePages pages;
    private final String name;
    private final long id;
    private final ByteBuffer head;
    private final long extent;
    private final boolean leaf;

    /**
     * A page whose header and elements are in {@code head}.
     *
     * @param id its number; 0 for one that stands in the header of its bucket
     * @param extent its length, further pages included
     */
    Page(FilePages pages, String name, long id, ByteBuffer head, long extent) {
        this.pages = pages;
        this.name = name;
        this.id = id;
        this.head = head;
        this.extent = extent;
        int kind = head.getShort(8);
        this.leaf = kind == Layout.LEAF;
        if (!leaf && kind != Layout.BRANCH) {
            throw corrupt("neither leaf nor branch, but " + kind);
        }
    }

    /** The page that follows the header of a small bucket. */
    static Page inline(FilePages pages, String bucket, byte[] header) {
        String name = "page of bucket " + bucket;
        byte[] bytes = Arrays.copyOfRange(header, Layout.BUCKET_HEADER_BYTES, header.length);
        ByteBuffer head = pages.bytes(bytes);
        if (bytes.length < Layout.PAGE_HEADER_BYTES || elementsEnd(head) > bytes.length) {
            throw pages.corrupt(name + ": more elements than it has room for");
        }
        Page page = new Page(pages, name, 0, head, bytes.length);
        if (!page.leaf) {
            throw page.corrupt("no leaf");
        }
        return page;
    }

    /** Where the bytes of the elements begin. */
    static long elementsEnd(ByteBuffer head) {
        int count = Short.toUnsignedInt(head.getShort(COUNT_OFFSET));
        return Layout.PAGE_HEADER_BYTES + (long) count * Layout.ELEMENT_BYTES;
    }

    long id() {
        return id;
    }

    boolean isLeaf() {
        return leaf;
    }

    int count() {
        return Short.toUnsignedInt(head.getShort(COUNT_OFFSET));
    }

    int flags(int index) {
        return head.getInt(element(index));
    }

    long child(int index) {
        return head.getLong(element(index) + 8);
    }

    byte[] key(int index) {
        long length = keyLength(index);
        if (length == 0 || length > Layout.KEY_BYTES_MAX) {
            throw corrupt("key " + index + " of " + length + " bytes");
        }
        return data(index, 0, length);
    }

    byte[] value(int index) {
        long length = Integer.toUnsignedLong(head.getInt(element(index) + 12));
        if (length > VALUE_BYTES_MAX) {
            throw corrupt(
                    "value %d of %d bytes, more than %d".formatted(index, length, VALUE_BYTES_MAX));
        }
        return data(index, keyLength(index), length);
    }

    CorruptBoltException corrupt(String what) {
        return pages.corrupt(name + ": " + what);
    }

    private long keyLength(int index) {
        return Integer.toUnsignedLong(head.getInt(element(index) + (leaf ? 8 : 4)));
    }

    private byte[] data(int index, long offset, long length) {
        int element = element(index);
        long distance = Integer.toUnsignedLong(head.getInt(element + (leaf ? 4 : 0)));
        long start = element + distance + offset;
        if (start < elementsEnd(head) || start + length > extent) {
            throw corrupt("element " + index + " lies outside of the page");
        }
        if (start + length <= head.capacity()) {
            return Arrays.copyOfRange(head.array(), (int) start, (int) (start + length));
        }
        return pages.read(id, start, (int) length);
    }

    private static int element(int index) {
        return Layout.PAGE_HEADER_BYTES + index * Layout.ELEMENT_BYTES;
    }
}
