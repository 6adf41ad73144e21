package io.metastore.bbolt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file opened for reading. Only the pages that a cursor stands on are in memory. Everything the
 * file says about itself is checked before it is used, so that a damaged file ends in a {@link
 * CorruptBoltException}. What it cannot say is whether the bytes of a row are those once written:
 * pages carry no checksum.
 *
 * <p>Any number of threads may read, each with cursors of its own.
 */
public final class BoltReader implements AutoCloseable {
    /** etcd has ten. */
    private static final int BUCKETS_MAX = 1024;

    private final FilePages pages;
    private final List<BoltBucket> buckets;

    private BoltReader(FilePages pages, List<BoltBucket> buckets) {
        this.pages = pages;
        this.buckets = buckets;
    }

    /**
     * Opens a file.
     *
     * @throws CorruptBoltException when it has no valid meta page or its root is damaged
     * @throws UncheckedIOException when it cannot be read
     */
    public static BoltReader open(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                FilePages pages = new FilePages(file, channel, Meta.find(file, channel));
                return new BoltReader(pages, readBuckets(pages));
            } catch (RuntimeException | IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** How many bytes the pages take up; the file itself may be longer. */
    public long sizeBytes() {
        return pages.sizeBytes();
    }

    /** Every bucket, ascending by name. */
    public List<BoltBucket> buckets() {
        return buckets;
    }

    /** The bucket with that name, or null. */
    public @Nullable BoltBucket bucket(String name) {
        for (BoltBucket bucket : buckets) {
            if (bucket.name().equals(name)) {
                return bucket;
            }
        }
        return null;
    }

    @Override
    public void close() {
        pages.close();
    }

    private static List<BoltBucket> readBuckets(FilePages pages) {
        List<BoltBucket> buckets = new ArrayList<>();
        BoltCursor root = new BoltCursor(pages, pages.root(), Layout.IS_BUCKET);
        while (root.next()) {
            if (buckets.size() == BUCKETS_MAX) {
                throw pages.corrupt("more than " + BUCKETS_MAX + " buckets");
            }
            buckets.add(BoltBucket.of(pages, root.key(), root.value()));
        }
        return List.copyOf(buckets);
    }
}
