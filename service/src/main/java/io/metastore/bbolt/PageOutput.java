package io.metastore.bbolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers pages in the order they come and writes them, or only counts them. */
final class PageOutput {
    private static final long FREE_LIST_PAGE = Layout.FIRST_DATA_PAGE;

    private final @Nullable WritableByteChannel channel;
    private final int pageBytes;

    /** The page that nearly every page fits into, used again and again. */
    private final ByteBuffer single;

    private long nextPage = FREE_LIST_PAGE + 1;

    private PageOutput(@Nullable WritableByteChannel channel, int pageBytes) {
        this.channel = channel;
        this.pageBytes = pageBytes;
        this.single = allocate(pageBytes);
    }

    static PageOutput counting() {
        return new PageOutput(null, BoltWriter.PAGE_BYTES);
    }

    static PageOutput to(WritableByteChannel channel, int pageBytes) {
        return new PageOutput(channel, pageBytes);
    }

    /** The number of the page that comes next, which is also how many there are so far. */
    long nextPage() {
        return nextPage;
    }

    /** Writes what stands in front of the data: two metas and a list of no free pages. */
    void head(FileShape shape) throws IOException {
        for (int transaction = 0; transaction < 2; transaction++) {
            ByteBuffer page = zeroed(pageBytes);
            page.putLong(transaction).putShort((short) Layout.META).putShort((short) 0).putInt(0);
            putMeta(page, shape, transaction);
            writeWhole(page);
        }
        ByteBuffer freeList = zeroed(pageBytes);
        freeList.putLong(FREE_LIST_PAGE).putShort((short) Layout.FREE_LIST);
        writeWhole(freeList);
    }

    /** Writes a page, on as many of the file's pages as it needs, and returns its number. */
    long write(OpenPage page) throws IOException {
        long id = nextPage;
        long pages = (page.bytes() + pageBytes - 1) / pageBytes;
        nextPage += pages;
        if (channel != null) {
            ByteBuffer bytes = zeroed(Math.toIntExact(pages * pageBytes));
            page.encode(id, (int) pages - 1, bytes);
            writeWhole(bytes);
        }
        return id;
    }

    private void putMeta(ByteBuffer page, FileShape shape, long transaction) {
        int start = page.position();
        page.putInt(Layout.MAGIC).putInt(Layout.VERSION).putInt(pageBytes).putInt(0);
        page.putLong(shape.root()).putLong(0);
        page.putLong(FREE_LIST_PAGE).putLong(shape.pages()).putLong(transaction);
        page.putLong(Layout.checksum(page.array(), start, Layout.META_CHECKED_BYTES));
    }

    private ByteBuffer zeroed(int bytes) {
        if (bytes > pageBytes) {
            return allocate(bytes);
        }
        Arrays.fill(single.array(), (byte) 0);
        return single.clear();
    }

    private void writeWhole(ByteBuffer page) throws IOException {
        page.clear();
        WritableByteChannel out = channel;
        while (out != null && page.hasRemaining()) {
            out.write(page);
        }
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
