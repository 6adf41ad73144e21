package io.metastore.raft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Looks at the parts of a data directory one by one while no member runs on it, and changes no
 * byte. What a member checks when it starts is checked here by the same code.
 */
public final class DirectoryInspection {
    static {
        LibrarySettings.apply();
    }

    private final Path root;
    private final DataDirectory files;

    /**
     * @param root the directory that a member would be told
     */
    public DirectoryInspection(Path root) {
        this.root = root;
        this.files = new DataDirectory(root);
    }

    /**
     * A snapshot of the state and its place in the log.
     *
     * @param directory all of the snapshot
     * @param state what the state machine wrote
     */
    public record SnapshotPlace(Path directory, Path state, long index, long term) {}

    /**
     * The entries in the log.
     *
     * @param last 0 when there are none
     * @param entries how many they are
     */
    public record LogRange(long last, long entries) {}

    public Path voteFile() {
        return files.voteFile();
    }

    public Path log() {
        return files.log();
    }

    /**
     * The last term this member took part in.
     *
     * @throws CorruptLogException when the vote is missing or damaged
     */
    public long term() {
        try {
            if (!Files.exists(files.voteFile())) {
                throw new CorruptLogException("it is missing");
            }
            return Vote.decode(Files.readAllBytes(files.voteFile())).term();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + files.voteFile(), e);
        }
    }

    /** The directory of the newest snapshot, the one that counts. */
    public Optional<Path> newestSnapshot() {
        try {
            return SnapshotFiles.newest(files.snapshots());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + files.snapshots(), e);
        }
    }

    /**
     * The place of a snapshot in the log.
     *
     * @throws CorruptLogException when its position is damaged
     */
    public SnapshotPlace snapshot(Path directory) {
        try {
            return SnapshotFiles.place(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    /**
     * Reads the whole log.
     *
     * @param snapshotIndex what the newest good snapshot contains; the log must go on from there
     * @param read told the number of entries read so far, now and then
     * @throws CorruptLogException when anything but an incomplete last record is damaged
     */
    public LogRange readLog(long snapshotIndex, LongConsumer read) {
        try {
            return new LogInspection(files.log(), snapshotIndex, read).run();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + files.log(), e);
        }
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
