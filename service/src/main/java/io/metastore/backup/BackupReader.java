package io.metastore.backup;

import io.metastore.bbolt.BoltBucket;
import io.metastore.bbolt.BoltCursor;
import io.metastore.bbolt.BoltReader;
import io.metastore.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A backup, or the database of a data directory, written by this store or by etcd 3.4 to 3.7.
 * Memory does not depend on the size of the file. Used by one thread.
 */
public final class BackupReader implements AutoCloseable {
    private static final int READ_BYTES = 256 * 1024;

    /** Schemas that are understood; files older than 3.6 do not name theirs. */
    private static final Set<String> STORAGE_VERSIONS = Set.of("", "3.5.0", "3.6.0", "3.7.0");

    private final Path file;
    private final BoltReader database;

    private BackupReader(Path file, BoltReader database) {
        this.file = file;
        this.database = database;
    }

    /**
     * Opens a file. The digest is not looked at before {@link #verifyHash} or {@link #load}.
     *
     * @throws io.metastore.bbolt.CorruptBoltException when it is damaged or nothing of this kind
     * @throws UncheckedIOException when it cannot be read
     */
    public static BackupReader open(Path file) {
        return new BackupReader(file, BoltReader.open(file));
    }

    /**
     * Whether the length of the file says that a digest follows the database.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    public boolean hasHash() {
        try {
            return BackupDigest.isBehind(Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Compares the database with the digest behind it.
     *
     * @throws CorruptBackupException when they differ, or there is none
     */
    public void verifyHash() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (!BackupDigest.isBehind(size)) {
                throw new CorruptBackupException(
                        file + ": snapshot missing hash but --skip-hash-check=false");
            }
            BackupDigest digest = new BackupDigest();
            ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
            while (digest.totalBytes() < size) {
                long rest = size - digest.totalBytes();
                fill(channel, buffer.clear().limit((int) Math.min(rest, READ_BYTES)));
                digest.update(buffer.flip());
            }
            digest.mismatch()
                    .ifPresent(
                            difference -> {
                                throw new CorruptBackupException(file + ": " + difference);
                            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Reads the whole backup and tells what it holds.
     *
     * @throws io.metastore.bbolt.CorruptBoltException when a page is damaged
     * @throws CorruptBackupException when a row is damaged
     */
    public BackupStatus status() {
        BackupMeta meta = BackupMeta.of(database);
        StatusFigures figures = new StatusFigures(meta.compaction());
        for (BoltBucket bucket : database.buckets()) {
            figures.bucket(bucket.name());
            BoltCursor rows = bucket.rows();
            while (rows.next()) {
                figures.row(rows.key(), rows.value());
            }
        }
        return figures.status(database.sizeBytes(), meta.storageVersion());
    }

    /**
     * Writes the state into an engine that is empty: history and what follows from it, leases with
     * the time they had left on a lease clock that begins at 0, alarms and the rows of
     * authentication. Members are not taken over, and the applied index stays 0. When this fails
     * the engine holds a part of the state and has to be thrown away.
     *
     * @throws io.metastore.bbolt.CorruptBoltException when a page is damaged
     * @throws CorruptBackupException when the digest is wrong or missing, or a row is damaged
     * @throws IllegalArgumentException when the file follows a schema newer than 3.7
     */
    public void load(Engine engine, LoadOptions options) {
        if (!options.skipHashCheck()) {
            verifyHash();
        }
        BackupMeta meta = BackupMeta.of(database);
        if (!STORAGE_VERSIONS.contains(meta.storageVersion())) {
            throw new IllegalArgumentException(
                    "%s: written by etcd %s; up to %s can be read"
                            .formatted(file, meta.storageVersion(), BackupWriter.STORAGE_VERSION));
        }
        try {
            new BackupLoader(engine).load(database, meta.compaction(), options);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CorruptBackupException(file + ": " + e.getMessage(), e);
        }
        engine.flush();
    }

    @Override
    public void close() {
        database.close();
    }

    private void fill(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new CorruptBackupException(file + ": the file became shorter");
            }
        }
    }
}
