package io.metastore.cli.tool;

import io.metastore.s3.ObjectUpload;
import java.nio.ByteBuffer;

/** An object in S3 that appears when it is complete. */
final class PartialObject implements SnapshotTarget {
    private final ObjectUpload upload;

    PartialObject(ObjectUpload upload) {
        this.upload = upload;
    }

    @Override
    public void write(ByteBuffer bytes) {
        upload.write(bytes);
    }

    @Override
    public void complete() {
        upload.complete();
    }

    @Override
    public void close() {
        upload.close();
    }
}
