package io.metastore.raft;

import com.alipay.sofa.jraft.conf.ConfigurationManager;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.RaftOutter.SnapshotMeta;
import com.alipay.sofa.jraft.option.LogStorageOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.impl.RocksDBLogStorage;
import com.alipay.sofa.jraft.storage.snapshot.SnapshotWriter;
import com.alipay.sofa.jraft.storage.snapshot.local.LocalSnapshotStorage;
import io.metastore.disk.DirectoryTree;
import io.metastore.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The log of a member that begins with a given state instead of an empty one: no entries, and a
 * snapshot at {@link #INDEX}. Members that are made from the same state with the same voters agree
 * with each other, because all of them believe that this snapshot was committed.
 */
public final class RestoredLog {
    /** The index that the state is said to have been applied through. */
    public static final long INDEX = 1;

    /** The term of {@link #INDEX}; the first election is in a later one. */
    public static final long TERM = 1;

    static {
        LibrarySettings.apply();
    }

    /** Writes the state into a directory, as {@link StateMachine#saveSnapshot} would. */
    @FunctionalInterface
    public interface StateWriter {
        void write(Path directory) throws IOException;
    }

    private RestoredLog() {}

    /**
     * Fills a directory that nobody uses yet, and returns once everything in it is durable.
     *
     * @param directory empty or missing
     * @param voters every member of the new group
     */
    public static void create(Path directory, List<Peer> voters, StateWriter state)
            throws IOException {
        var files = new DataDirectory(directory);
        Files.createDirectories(directory);
        createEmptyLog(files.log());
        createSnapshot(files.snapshots(), position(voters), state);
        DurableFiles.replace(
                files.voteFile(), new Vote(TERM, PeerId.emptyPeer().toString()).encode());
        DirectoryTree.sync(directory);
    }

    private static SnapshotMeta position(List<Peer> voters) {
        var position =
                SnapshotMeta.newBuilder().setLastIncludedIndex(INDEX).setLastIncludedTerm(TERM);
        for (Peer voter : voters) {
            position.addPeers(PeerIds.peerId(voter).toString());
        }
        return position.build();
    }

    /** A vote of a term above 0 without a log would be taken for a log that was lost. */
    private static void createEmptyLog(Path directory) throws IOException {
        var options = new LogStorageOptions();
        options.setConfigurationManager(new ConfigurationManager());
        options.setLogEntryCodecFactory(CheckedEntryCodec.INSTANCE);
        var log = new RocksDBLogStorage(directory.toString(), new RaftOptions());
        if (!log.init(options)) {
            throw new IOException("cannot create a log in " + directory);
        }
        log.shutdown();
    }

    private static void createSnapshot(Path directory, SnapshotMeta position, StateWriter state)
            throws IOException {
        var storage = new LocalSnapshotStorage(directory.toString(), "", new RaftOptions());
        if (!storage.init(null)) {
            throw new IOException("cannot create snapshots in " + directory);
        }
        SnapshotWriter writer = storage.create();
        if (writer == null) {
            throw new IOException("cannot create a snapshot in " + directory);
        }
        state.write(SnapshotFiles.createState(writer));
        if (!writer.saveMeta(position)) {
            throw new IOException("cannot write the position of the snapshot in " + directory);
        }
        SnapshotFiles.finish(writer, position);
        writer.close();
        if (!writer.isOk()) {
            throw new IOException("cannot write a snapshot: " + writer.getErrorMsg());
        }
        storage.shutdown();
    }
}
