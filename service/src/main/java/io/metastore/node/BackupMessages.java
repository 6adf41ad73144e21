package io.metastore.node;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.metastore.api.etcdserverpb.SnapshotResponse;
import io.metastore.backup.BackupWriter;
import io.metastore.engine.Snapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Cuts a backup into the messages that clients of etcd put together again. */
final class BackupMessages implements WritableByteChannel {
    /** The size of each blob but the last two. */
    static final int BLOB_BYTES = 32 * 1024;

    /** Takes a message; waits until there is room for it. */
    interface Receiver {
        void take(SnapshotResponse message) throws IOException;
    }

    private final BackupWriter backup;
    private final Receiver receiver;
    private long remainingBytes;
    private ByteBuffer blob = ByteBuffer.allocate(BLOB_BYTES);

    private BackupMessages(BackupWriter backup, Receiver receiver) {
        this.backup = backup;
        this.receiver = receiver;
        this.remainingBytes = backup.databaseBytes();
    }

    static BackupMessages of(Snapshot snapshot, Receiver receiver) throws IOException {
        return new BackupMessages(BackupWriter.of(snapshot), receiver);
    }

    /** Sends the database and then, in a message of its own, its digest. */
    void send() throws IOException {
        byte[] digest = backup.writeDatabase(this);
        if (blob.position() > 0) {
            flush();
        }
        receiver.take(message(UnsafeByteOperations.unsafeWrap(digest)));
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int taken = Math.min(source.remaining(), blob.remaining());
        ByteBuffer part = source.slice().limit(taken);
        blob.put(part);
        source.position(source.position() + taken);
        if (!blob.hasRemaining()) {
            flush();
        }
        return taken;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // Nothing to release: the messages belong to the receiver.
    }

    private void flush() throws IOException {
        ByteBuffer full = blob.flip();
        remainingBytes -= full.remaining();
        blob = ByteBuffer.allocate(BLOB_BYTES);
        receiver.take(message(UnsafeByteOperations.unsafeWrap(full)));
    }

    private SnapshotResponse message(ByteString bytes) {
        return SnapshotResponse.newBuilder()
                .setRemainingBytes(remainingBytes)
                .setBlob(bytes)
                .setVersion(BackupWriter.STORAGE_VERSION)
                .build();
    }
}
