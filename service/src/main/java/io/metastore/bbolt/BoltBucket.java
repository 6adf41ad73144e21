package io.metastore.bbolt;

import java.nio.charset.StandardCharsets;

/** One bucket of an open file. */
public final class BoltBucket {
    private final FilePages pages;
    private final String name;
    private final byte[] header;

    private BoltBucket(FilePages pages, String name, byte[] header) {
        this.pages = pages;
        this.name = name;
        this.header = header;
    }

    static BoltBucket of(FilePages pages, byte[] key, byte[] header) {
        String name = new String(key, StandardCharsets.UTF_8);
        if (header.length < Layout.BUCKET_HEADER_BYTES) {
            throw pages.corrupt("bucket " + name + " has a header of " + header.length + " bytes");
        }
        return new BoltBucket(pages, name, header);
    }

    /** The name; bytes that are no UTF-8 are replaced. */
    public String name() {
        return name;
    }

    /** The rows, ascending by key. */
    public BoltCursor rows() {
        long root = pages.bytes(header).getLong(0);
        Page page = root == 0 ? Page.inline(pages, name, header) : pages.page(root);
        return new BoltCursor(pages, page, 0);
    }
}
