package io.metastore.bbolt;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/**
 * Writes a whole file to a channel that only goes forward. A file begins with where its root is and
 * how many pages it has, which is known only at the end; therefore the rows are asked for twice:
 * {@link #measure} lays the pages out without making them, {@link #write} makes them. Memory is a
 * few pages for each level of a tree and one row, however many rows there are.
 */
public final class BoltWriter {
    /** The size of the pages written: that of most systems, which read it from the file anyway. */
    public static final int PAGE_BYTES = 4096;

    private final BoltSource source;
    private final FileShape shape;

    private BoltWriter(BoltSource source, FileShape shape) {
        this.source = source;
        this.shape = shape;
    }

    /** Lays the rows of {@code source} out in pages. */
    public static BoltWriter measure(BoltSource source) throws IOException {
        return new BoltWriter(source, lay(source, PageOutput.counting()));
    }

    /** How many bytes {@link #write} writes. */
    public long sizeBytes() {
        return shape.pages() * PAGE_BYTES;
    }

    /**
     * Writes the file. The channel stays open; a short write is repeated until all has been taken.
     *
     * @throws IllegalStateException when the source gives other rows than when it was measured;
     *     what has been written then is no file
     */
    public void write(WritableByteChannel channel) throws IOException {
        PageOutput output = PageOutput.to(channel, PAGE_BYTES);
        output.head(shape);
        FileShape written = lay(source, output);
        if (!written.equals(shape)) {
            throw new IllegalStateException("measured " + shape + " and written " + written);
        }
    }

    private static FileShape lay(BoltSource source, PageOutput output) throws IOException {
        BucketsWriter buckets = new BucketsWriter(output, PAGE_BYTES);
        source.writeTo(buckets);
        return buckets.end();
    }
}
