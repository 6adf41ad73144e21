package io.metastore.bbolt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The pages of an open file, by number. Any thread. */
final class FilePages implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final Meta meta;

    FilePages(Path file, FileChannel channel, Meta meta) {
        this.file = file;
        this.channel = channel;
        this.meta = meta;
    }

    Page root() {
        return page(meta.root());
    }

    long sizeBytes() {
        return meta.pages() * meta.pageBytes();
    }

    /** Reads the page and checks its header. */
    Page page(long id) {
        if (id < Layout.FIRST_DATA_PAGE || id >= meta.pages()) {
            throw corrupt("page " + id + " of " + meta.pages());
        }
        ByteBuffer head = bytes(read(id, 0, meta.pageBytes()));
        long extent = (1 + Integer.toUnsignedLong(head.getInt(12))) * meta.pageBytes();
        String name = "page " + id;
        if (head.getLong(0) != id) {
            throw corrupt(name + ": takes itself for page " + head.getLong(0));
        }
        if (extent > sizeBytes() - id * meta.pageBytes()) {
            throw corrupt(name + ": goes on behind the last page");
        }
        long elementsEnd = Page.elementsEnd(head);
        if (elementsEnd > extent) {
            throw corrupt(name + ": more elements than it has room for");
        }
        if (elementsEnd > head.capacity()) {
            head = bytes(read(id, 0, (int) elementsEnd));
        }
        return new Page(this, name, id, head, extent);
    }

    /** Reads bytes of a page, which may lie on pages that it goes on for. */
    byte[] read(long id, long offset, int length) {
        ByteBuffer target = ByteBuffer.allocate(length);
        long position = id * meta.pageBytes() + offset;
        try {
            while (target.hasRemaining()) {
                if (channel.read(target, position + target.position()) < 0) {
                    throw corrupt("page " + id + ": the file ends here");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return target.array();
    }

    ByteBuffer bytes(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    CorruptBoltException corrupt(String what) {
        return new CorruptBoltException(file + ": " + what);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }
}
