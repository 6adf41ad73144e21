package io.metastore.bbolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** One tree per bucket, one after the other, and then the root with the buckets' names. */
final class BucketsWriter implements BoltRows {
    private final PageOutput output;
    private final int pageBytes;
    private final TreeWriter root;
    private @Nullable TreeWriter bucket;
    private byte[] name = {};

    BucketsWriter(PageOutput output, int pageBytes) {
        this.output = output;
        this.pageBytes = pageBytes;
        this.root = new TreeWriter(output, pageBytes);
    }

    @Override
    public void bucket(byte[] nextName) throws IOException {
        endBucket();
        name = nextName;
        bucket = new TreeWriter(output, pageBytes);
    }

    @Override
    public void row(byte[] key, byte[] value) throws IOException {
        if (bucket == null) {
            throw new IllegalStateException("a row before the first bucket");
        }
        bucket.add(key, value, 0);
    }

    /** Completes the last bucket and the root. */
    FileShape end() throws IOException {
        endBucket();
        long rootPage = root.end();
        return new FileShape(rootPage, output.nextPage());
    }

    private void endBucket() throws IOException {
        if (bucket != null) {
            byte[] header =
                    ByteBuffer.allocate(Layout.BUCKET_HEADER_BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(bucket.end())
                            .array();
            root.add(name, header, Layout.IS_BUCKET);
            bucket = null;
        }
    }
}
