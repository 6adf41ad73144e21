package io.metastore.bbolt;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A page that is being filled. */
final class OpenPage {
    private final int kind;
    private final List<Element> elements = new ArrayList<>();
    private long bytes = Layout.PAGE_HEADER_BYTES;

    OpenPage(int kind) {
        this.kind = kind;
    }

    int count() {
        return elements.size();
    }

    /** The length of the page. */
    long bytes() {
        return bytes;
    }

    long bytesWith(byte[] key, byte[] value) {
        return bytes + Layout.ELEMENT_BYTES + key.length + value.length;
    }

    byte[] firstKey() {
        return elements.get(0).key;
    }

    void add(Element element) {
        elements.add(element);
        bytes = bytesWith(element.key, element.value);
    }

    void clear() {
        elements.clear();
        bytes = Layout.PAGE_HEADER_BYTES;
    }

    /** Writes the page as number {@code id} into a zeroed, little-endian buffer. */
    void encode(long id, int morePages, ByteBuffer target) {
        target.putLong(id).putShort((short) kind).putShort((short) count()).putInt(morePages);
        int element = target.position();
        int data = element + count() * Layout.ELEMENT_BYTES;
        for (Element row : elements) {
            if (kind == Layout.LEAF) {
                target.putInt(row.flags).putInt(data - element);
                target.putInt(row.key.length).putInt(row.value.length);
            } else {
                target.putInt(data - element).putInt(row.key.length).putLong(row.child);
            }
            element += Layout.ELEMENT_BYTES;
            data += row.bytes();
        }
        for (Element row : elements) {
            target.put(row.key).put(row.value);
        }
    }
}
