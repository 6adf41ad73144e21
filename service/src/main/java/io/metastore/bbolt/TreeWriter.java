package io.metastore.bbolt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Builds a tree from rows in order, bottom up: a page that the next row does not fit into is
 * written at once and noted in the level above. So each level holds one page that is being filled.
 */
final class TreeWriter {
    /** With fewer children a branch could not make its level smaller than the one below. */
    private static final int CHILDREN_MIN = 2;

    private final PageOutput output;
    private final int pageBytes;

    /** The page being filled of each level, leaves first. */
    private final List<OpenPage> levels = new ArrayList<>();

    private byte[] lastKey = {};

    TreeWriter(PageOutput output, int pageBytes) {
        this.output = output;
        this.pageBytes = pageBytes;
        levels.add(new OpenPage(Layout.LEAF));
    }

    void add(byte[] key, byte[] value, int flags) throws IOException {
        if (key.length > Layout.KEY_BYTES_MAX || Arrays.compareUnsigned(lastKey, key) >= 0) {
            throw new IllegalArgumentException(
                    "key of %d bytes, %s, after %s"
                            .formatted(key.length, shown(key), shown(lastKey)));
        }
        lastKey = key;
        OpenPage leaf = levels.get(0);
        if (leaf.count() > 0 && leaf.bytesWith(key, value) > pageBytes) {
            flush(0);
        }
        leaf.add(new Element(key, value, flags, 0));
    }

    /** Writes what is still open and returns the page of the root. */
    long end() throws IOException {
        int top = 0;
        while (top < levels.size() - 1) {
            flush(top++);
        }
        return output.write(levels.get(top));
    }

    private void flush(int level) throws IOException {
        OpenPage page = levels.get(level);
        byte[] firstKey = page.firstKey();
        long id = output.write(page);
        page.clear();
        addChild(level + 1, firstKey, id);
    }

    private void addChild(int level, byte[] key, long child) throws IOException {
        if (level == levels.size()) {
            levels.add(new OpenPage(Layout.BRANCH));
        }
        OpenPage branch = levels.get(level);
        byte[] none = {};
        if (branch.count() >= CHILDREN_MIN && branch.bytesWith(key, none) > pageBytes) {
            flush(level);
        }
        branch.add(new Element(key, none, 0, child));
    }

    private static String shown(byte[] key) {
        return HexFormat.of().formatHex(key, 0, Math.min(key.length, 32));
    }
}
