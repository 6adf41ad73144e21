package io.metastore.backup;

import io.metastore.bbolt.BoltWriter;
import io.metastore.engine.Snapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Writes a state as etcd's tools read it. The rows are read twice, to know the size beforehand, and
 * are streamed: neither memory nor disk is needed for the backup.
 */
public final class BackupWriter {
    /** The version of the schema that the buckets follow. */
    public static final String STORAGE_VERSION = "3.7.0";

    private final BoltWriter database;

    private BackupWriter(BoltWriter database) {
        this.database = database;
    }

    /**
     * Prepares a backup of a snapshot, which stays open until it has been written. A thread that is
     * interrupted, here or while it writes, ends with an {@link java.io.InterruptedIOException}.
     */
    public static BackupWriter of(Snapshot snapshot) throws IOException {
        return new BackupWriter(BoltWriter.measure(new SnapshotRows(snapshot)));
    }

    /** The size of the database, without the digest. */
    public long databaseBytes() {
        return database.sizeBytes();
    }

    /** Writes the database and returns its SHA-256 digest. */
    public byte[] writeDatabase(WritableByteChannel channel) throws IOException {
        DigestingChannel digesting = new DigestingChannel(channel);
        database.write(digesting);
        return digesting.digest();
    }

    /** Writes the database and behind it its digest: the file that {@code etcdctl} saves. */
    public void write(WritableByteChannel channel) throws IOException {
        ByteBuffer digest = ByteBuffer.wrap(writeDatabase(channel));
        while (digest.hasRemaining()) {
            channel.write(digest);
        }
    }
}
