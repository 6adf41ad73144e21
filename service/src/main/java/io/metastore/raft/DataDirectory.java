package io.metastore.raft;

import io.metastore.disk.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a member keeps its log, its vote and its snapshots. The vote file is made before anything
 * else, so that a log without one is a damaged directory and not a new one.
 */
final class DataDirectory {
    private final Path root;

    DataDirectory(Path root) {
        this.root = root;
    }

    Path log() {
        return root.resolve("log");
    }

    Path snapshots() {
        return root.resolve("snapshot");
    }

    Path peersFile() {
        return root.resolve("peers");
    }

    Path voteFile() {
        return root.resolve("vote");
    }

    /**
     * Opens the vote, and looks at every byte of the log that the library would believe.
     *
     * @throws CorruptLogException when anything but an incomplete last record is damaged
     */
    VoteFile open() {
        try {
            Vote vote = openVote();
            // Whatever is in the log was put there in a term of at least 1.
            if (vote.term() > 0) {
                new LogInspection(log(), SnapshotFiles.newestIndex(snapshots())).run();
            }
            return new VoteFile(voteFile(), vote);
        } catch (CorruptLogException e) {
            throw corrupt(e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + root, e);
        }
    }

    /** The failure with the directory and the way out of it. */
    CorruptLogException corrupt(Throwable cause) {
        return new CorruptLogException(
                "The log in "
                        + root
                        + " is damaged: "
                        + cause.getMessage()
                        + ". Nothing was changed. Remove this member from its cluster, empty the"
                        + " directory and add the member again, or restore it from a backup.",
                cause);
    }

    private Vote openVote() throws IOException {
        if (Files.exists(voteFile())) {
            try {
                return Vote.decode(Files.readAllBytes(voteFile()));
            } catch (CorruptLogException e) {
                throw new CorruptLogException("vote file: " + e.getMessage(), e);
            }
        }
        if (Files.exists(log()) || Files.exists(snapshots())) {
            throw new CorruptLogException("there is a log but no vote file");
        }
        Files.createDirectories(root);
        DurableFiles.replace(voteFile(), Vote.NONE.encode());
        return Vote.NONE;
    }
}
