package io.metastore.bbolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a meta page says.
 *
 * @param pageBytes the size of a page, a power of two
 * @param root the page of the root bucket
 * @param pages how many pages are in use
 * @param transaction which of two metas is the newer one
 */
record Meta(int pageBytes, long root, long pages, long transaction) {
    private static final int PAGE_BYTES_MIN = 1024;
    private static final int PAGE_BYTES_MAX = 1 << 25;

    /**
     * The newest valid meta of a file: one of the first two pages, of a size that the first or, if
     * that is damaged, the second one tells.
     */
    static Meta find(Path file, FileChannel channel) throws IOException {
        Meta newest = at(channel, 0);
        for (int size = PAGE_BYTES_MIN; size <= PAGE_BYTES_MAX; size *= 2) {
            Meta second = at(channel, size);
            if (second != null
                    && second.pageBytes == size
                    && (newest == null || second.transaction > newest.transaction)) {
                newest = second;
            }
        }
        if (newest == null) {
            throw new CorruptBoltException(file + ": neither page 0 nor page 1 is a valid meta");
        }
        newest.check(file, channel.size());
        return newest;
    }

    private void check(Path file, long fileBytes) {
        if (pages > fileBytes / pageBytes) {
            throw new CorruptBoltException(
                    "%s: cut off, %d bytes of %d pages of %d bytes"
                            .formatted(file, fileBytes, pages, pageBytes));
        }
        if (root < Layout.FIRST_DATA_PAGE || root >= pages) {
            throw new CorruptBoltException(
                    "%s: the root is page %d of %d".formatted(file, root, pages));
        }
    }

    private static @Nullable Meta at(FileChannel channel, long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Layout.PAGE_HEADER_BYTES + Layout.META_BYTES);
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                return null;
            }
        }
        bytes.position(Layout.PAGE_HEADER_BYTES);
        boolean known = bytes.getInt() == Layout.MAGIC && bytes.getInt() == Layout.VERSION;
        int pageBytes = bytes.getInt();
        bytes.getInt();
        long root = bytes.getLong();
        bytes.getLong();
        bytes.getLong();
        Meta meta = new Meta(pageBytes, root, bytes.getLong(), bytes.getLong());
        long checksum =
                Layout.checksum(bytes.array(), Layout.PAGE_HEADER_BYTES, Layout.META_CHECKED_BYTES);
        boolean sizePossible =
                pageBytes >= PAGE_BYTES_MIN
                        && pageBytes <= PAGE_BYTES_MAX
                        && Integer.bitCount(pageBytes) == 1;
        return known && sizePossible && checksum == bytes.getLong() ? meta : null;
    }
}
