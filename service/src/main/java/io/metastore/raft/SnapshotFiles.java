package io.metastore.raft;

import com.alipay.sofa.jraft.entity.RaftOutter.SnapshotMeta;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.snapshot.Snapshot;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotReader;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import com.alipay.sofa.jraft.storage.snapshot.local.LocalSnapshotMetaTable;
import io.metastore.disk.DirectoryTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot of the library consists of: the state machine's own directory, and a checksummed
 * copy of the position, because the library keeps index, term and members in a file without a
 * checksum.
 */
final class SnapshotFiles {
    private static final String STATE = "state";
    private static final String POSITION = "position";
    private static final String PREFIX = Snapshot.JRAFT_SNAPSHOT_PREFIX;
    private static final Pattern NAME = Pattern.compile(PREFIX + "\\d+");

    private SnapshotFiles() {}

    /** The empty directory that the state machine writes into. */
    static Path createState(SnapshotWriter writer) throws IOException {
        return Files.createDirectories(Path.of(writer.getPath(), STATE));
    }

    /** Makes everything durable and names it to the library; the log may be truncated after. */
    static void finish(SnapshotWriter writer) throws IOException {
        finish(writer, writer.getCurrentMeta());
    }

    /** As above, for a position that the library does not know of by itself. */
    static void finish(SnapshotWriter writer, SnapshotMeta position) throws IOException {
        Path root = Path.of(writer.getPath());
        Files.write(root.resolve(POSITION), checksummed(position));
        DirectoryTree.sync(root);
        for (Path file : files(root)) {
            if (!writer.addFile(root.relativize(file).toString())) {
                throw new IOException("cannot add " + file + " to the snapshot");
            }
        }
    }

    /**
     * Checks the position of a snapshot and makes all of it durable.
     *
     * @return the position
     */
    static SnapshotMeta open(SnapshotReader reader) throws IOException {
        Path root = Path.of(reader.getPath());
        @Nullable SnapshotMeta meta = reader.load();
        if (meta == null) {
            throw new CorruptLogException("snapshot " + root + " has no position");
        }
        checkPosition(root, meta);
        // An empty directory does not travel with a snapshot.
        Files.createDirectories(state(reader));
        DirectoryTree.sync(root);
        return meta;
    }

    /** The state machine's directory. */
    static Path state(SnapshotReader reader) {
        return Path.of(reader.getPath(), STATE);
    }

    /**
     * The newest snapshot in a directory of the library. It makes one before it removes another, so
     * a kill may leave an older one behind, whole or in part; that one says nothing.
     */
    static Optional<Path> newest(Path snapshots) throws IOException {
        if (!Files.exists(snapshots)) {
            return Optional.empty();
        }
        try (var directories = Files.list(snapshots)) {
            return directories
                    .filter(path -> NAME.matcher(name(path)).matches())
                    .max(Comparator.comparingLong(SnapshotFiles::index));
        }
    }

    private static String name(Path directory) {
        return directory.getFileName().toString();
    }

    private static long index(Path directory) {
        return Long.parseLong(name(directory).substring(PREFIX.length()));
    }

    /**
     * The index of the newest snapshot in a directory of the library, 0 when there is none.
     *
     * @throws CorruptLogException when its position is damaged
     */
    static long newestIndex(Path snapshots) throws IOException {
        Optional<Path> newest = newest(snapshots);
        return newest.isPresent() ? checkedMeta(newest.get()).getLastIncludedIndex() : 0;
    }

    /**
     * Where a snapshot stands in the log.
     *
     * @throws CorruptLogException when its position is damaged
     */
    static DirectoryInspection.SnapshotPlace place(Path directory) throws IOException {
        SnapshotMeta meta = checkedMeta(directory);
        return new DirectoryInspection.SnapshotPlace(
                directory,
                directory.resolve(STATE),
                meta.getLastIncludedIndex(),
                meta.getLastIncludedTerm());
    }

    private static SnapshotMeta checkedMeta(Path directory) throws IOException {
        var table = new LocalSnapshotMetaTable(new RaftOptions());
        Path file = directory.resolve(Snapshot.JRAFT_SNAPSHOT_META_FILE);
        boolean loaded;
        try {
            loaded = table.loadFromFile(file.toString());
        } catch (RuntimeException e) {
            throw new CorruptLogException("cannot read " + file, e);
        }
        if (!loaded || !table.hasMeta()) {
            throw new CorruptLogException("cannot read " + file);
        }
        checkPosition(directory, table.getMeta());
        return table.getMeta();
    }

    private static void checkPosition(Path directory, SnapshotMeta meta) throws IOException {
        Path position = directory.resolve(POSITION);
        if (!Files.exists(position)
                || !Arrays.equals(checksummed(meta), Files.readAllBytes(position))) {
            throw new CorruptLogException("the position of snapshot " + directory + " is damaged");
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (var walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private static byte[] checksummed(SnapshotMeta meta) {
        byte[] bytes = meta.toByteArray();
        var checksum = new CRC32C();
        checksum.update(bytes);
        return ByteBuffer.allocate(bytes.length + Integer.BYTES)
                .put(bytes)
                .putInt((int) checksum.getValue())
                .array();
    }
}
