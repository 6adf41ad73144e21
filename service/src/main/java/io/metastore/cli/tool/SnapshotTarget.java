package io.metastore.cli.tool;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a snapshot is written: it is there when it is complete, and not at all when not. */
sealed interface SnapshotTarget extends AutoCloseable permits PartialFile, PartialObject {
    /** Takes all remaining bytes of the buffer. */
    void write(ByteBuffer bytes) throws IOException;

    /** Makes it appear, in the place of one that had its name. */
    void complete() throws IOException;

    /** Throws away what was written when it is not complete. */
    @Override
    void close() throws IOException;
}
