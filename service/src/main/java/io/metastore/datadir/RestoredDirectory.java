package io.metastore.datadir;

import io.metastore.backup.BackupReader;
import io.metastore.backup.LoadOptions;
import io.metastore.disk.DirectoryTree;
import io.metastore.disk.DurableFiles;
import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import io.metastore.engine.SnapshotFile;
import io.metastore.engine.SnapshotFileFormat;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.rocksdb.RocksDbEngine;
import io.metastore.member.MemberStore;
import io.metastore.node.Identity;
import io.metastore.node.PeerUrls;
import io.metastore.raft.Peer;
import io.metastore.raft.RestoredLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the data directory of a member of a new cluster that begins with the state of a backup.
 * Members that are made from the same backup with the same initial cluster agree with each other.
 *
 * <p>The directory is there as a whole or not at all, also after a power failure: it is built
 * beside its place, made durable and renamed.
 */
public final class RestoredDirectory {
    private static final String MEMBER = "member";
    private static final String FRESH = ".new";
    private static final String WORK = "work";
    private static final String ROOM = "backup";
    private static final long ENGINE_MEMORY_BYTES = 128L * 1024 * 1024;
    private static final byte[] AUTH_ENABLED =
            "auth/authEnabled".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ON = {1};
    private static final byte[] OFF = {0};

    private final Path directory;
    private final Identity identity;

    /**
     * A directory that is not there yet.
     *
     * @param directory the data directory, missing or empty
     */
    public RestoredDirectory(Path directory, NewMember member) {
        this.directory = directory;
        this.identity = member.identity();
    }

    /** Where the backup comes from. */
    @FunctionalInterface
    public interface Source {
        /**
         * Opens the backup.
         *
         * @param room a directory, which is not there yet, on the disk of the data directory; what
         *     is put there goes when the backup has been read
         */
        BackupReader open(Path room) throws IOException;
    }

    /**
     * Makes the directory.
     *
     * @param source closed when it has been read
     * @param disableAuth take a backup in which auth is enabled, and disable it
     * @return what the new cluster begins with
     * @throws DataDirectoryException when there is something in the way, or auth is enabled
     * @throws IOException when it cannot be written; nothing is left then
     */
    public RestoredState create(Source source, LoadOptions options, boolean disableAuth)
            throws IOException {
        boolean exists = Files.exists(directory);
        if (exists && !isEmpty(directory)) {
            throw new DataDirectoryException(
                    "data directory %s is not empty; name one that does not exist yet"
                            .formatted(directory));
        }
        // An empty directory may be a mount point, beside which there is nothing of the same disk.
        Path fresh =
                exists
                        ? directory.resolve(MEMBER + FRESH)
                        : directory.resolveSibling(directory.getFileName() + FRESH);
        if (Files.exists(fresh)) {
            throw new DataDirectoryException(
                    "%s is in the way, perhaps of a restore that was interrupted; remove it"
                            .formatted(fresh));
        }
        try {
            RestoredState restored = build(fresh, source, options, disableAuth);
            DirectoryTree.sync(fresh);
            Path target = exists ? directory.resolve(MEMBER) : directory;
            DurableFiles.move(exists ? fresh.resolve(MEMBER) : fresh, target);
            return restored;
        } finally {
            DirectoryTree.delete(fresh);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (var entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private RestoredState build(Path fresh, Source source, LoadOptions options, boolean disableAuth)
            throws IOException {
        Path member = fresh.resolve(MEMBER);
        Path work = fresh.resolve(WORK);
        Files.createDirectories(work);
        RestoredState restored;
        // An engine on disk, because the backup may be larger than memory; it sorts the rows.
        try (Engine engine = RocksDbEngine.open(work, ENGINE_MEMORY_BYTES, MemberFiles.SUMMARY)) {
            try (BackupReader backup = source.open(fresh.resolve(ROOM))) {
                backup.load(engine, options);
            }
            DirectoryTree.delete(fresh.resolve(ROOM));
            begin(engine, disableAuth);
            RestoredLog.create(member, voters(), state -> write(engine, state));
            restored = RestoredState.of(engine);
        }
        new ClusterFile(member).write(identity.owner());
        DirectoryTree.delete(work);
        return restored;
    }

    /** Records what the bootstrap of a cluster would, and where the log has come to. */
    private void begin(Engine engine, boolean disableAuth) {
        try (WriteBatch batch = engine.begin()) {
            if (Arrays.equals(batch.get(Keyspace.AUTH, AUTH_ENABLED), ON)) {
                if (!disableAuth) {
                    throw new DataDirectoryException(
                            "auth is enabled in this snapshot, and this version does not enforce"
                                    + " auth: everybody could read and write. --disable-auth"
                                    + " restores it with auth off; users and roles are kept");
                }
                batch.put(Keyspace.AUTH, AUTH_ENABLED, OFF);
            }
            new MemberStore(engine).bootstrap(batch, identity.owner().getCluster());
            batch.applied(RestoredLog.INDEX, RestoredLog.TERM);
            batch.commit();
        }
    }

    private static void write(Engine engine, Path state) {
        try (Snapshot snapshot = engine.snapshot()) {
            SnapshotFile.write(snapshot, state.resolve(SnapshotFileFormat.FILE));
        }
    }

    private List<Peer> voters() {
        return PeerUrls.peers(identity.bootstrapMembers());
    }
}
