package io.metastore.datadir;

import io.metastore.command.DataOwner;
import io.metastore.datadir.CheckReport.Part;
import io.metastore.disk.DirectoryTree;
import io.metastore.engine.CorruptSnapshotException;
import io.metastore.engine.Engine;
import io.metastore.engine.EngineException;
import io.metastore.engine.SnapshotSource;
import io.metastore.engine.rocksdb.RocksDbEngine;
import io.metastore.engine.rocksdb.RocksDbInspection;
import io.metastore.raft.CorruptLogException;
import io.metastore.raft.DirectoryInUseException;
import io.metastore.raft.DirectoryInspection;
import io.metastore.raft.DirectoryInspection.LogRange;
import io.metastore.raft.DirectoryInspection.SnapshotPlace;
import io.metastore.raft.DirectoryLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for damage in the data directory of a member that is stopped, and changes no byte of it.
 * First what each file says about itself, with checksums; then whether what the state says fits
 * together. Memory use does not depend on the size of the data; the state of a snapshot is written
 * to a temporary directory to look at it.
 */
public final class DataDirectoryCheck {
    private static final long STATE_MEMORY_BYTES = 64 * 1024 * 1024;

    private final Path member;
    private final Path temporary;
    private final CheckProgress progress;
    private final DirectoryInspection raft;
    private final List<Part> parts = new ArrayList<>();
    private @Nullable DataOwner owner;
    private long snapshotIndex;

    /**
     * A check to be run once.
     *
     * @param directory the data directory, or the one that {@code --wal-dir} names
     * @param temporary where a state may be written to; something in it is made and removed again
     */
    public DataDirectoryCheck(Path directory, Path temporary, CheckProgress progress) {
        this.member = memberDirectory(directory);
        this.temporary = temporary;
        this.progress = progress;
        this.raft = new DirectoryInspection(member);
    }

    /** Whether this looks like the data directory of a member at all. */
    public static boolean isDataDirectory(Path directory) {
        Path member = memberDirectory(directory);
        return Files.exists(member.resolve("vote"))
                || Files.exists(member.resolve("cluster"))
                || Files.exists(member.resolve("log"));
    }

    private static Path memberDirectory(Path directory) {
        Path member = directory.resolve("member");
        return Files.isDirectory(member) ? member : directory;
    }

    /**
     * Looks at everything.
     *
     * @throws DataDirectoryException when a member runs on it
     * @throws IOException when it cannot be read, or the temporary directory cannot be written
     */
    public CheckReport run() throws IOException {
        try (DirectoryLock lock = DirectoryLock.share(member)) {
            checkCluster();
            checkVote();
            Path state = member.resolve("state");
            boolean durable = Files.exists(state);
            checkSnapshot(!durable);
            LogRange log = checkLog();
            if (durable) {
                checkDurableState(state, Math.max(log.last(), snapshotIndex));
            }
            return new CheckReport(parts);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (DirectoryInUseException e) {
            throw new DataDirectoryException(String.valueOf(e.getMessage()), e);
        }
    }

    private void checkCluster() {
        var findings = new Findings("cluster", member.resolve("cluster"));
        try {
            owner = new ClusterFile(member).read().orElse(null);
            if (owner == null) {
                findings.problem("it is missing");
            } else {
                findings.facts(
                        "member %s of cluster %s, which began with %d"
                                .formatted(
                                        Long.toHexString(owner.getMemberId()),
                                        Long.toHexString(owner.getCluster().getClusterId()),
                                        owner.getCluster().getMembersCount()));
            }
        } catch (IllegalStateException e) {
            findings.problem(String.valueOf(e.getMessage()));
        }
        parts.add(findings.part());
    }

    private void checkVote() {
        var findings = new Findings("vote", raft.voteFile());
        try {
            findings.facts("term " + raft.term());
        } catch (CorruptLogException e) {
            findings.problem(String.valueOf(e.getMessage()));
        }
        parts.add(findings.part());
    }

    /**
     * @param contents whether the snapshot is all there is of the state
     */
    private void checkSnapshot(boolean contents) throws IOException {
        Optional<Path> newest = raft.newestSnapshot();
        if (newest.isEmpty()) {
            return;
        }
        var findings = new Findings("snapshot", newest.get());
        SnapshotPlace place = position(newest.get(), findings);
        boolean good = place != null && isIntact(place, findings);
        parts.add(findings.part());
        if (good && contents) {
            checkContents(place.state());
        }
    }

    private @Nullable SnapshotPlace position(Path directory, Findings findings) {
        try {
            SnapshotPlace place = raft.snapshot(directory);
            snapshotIndex = place.index();
            return place;
        } catch (CorruptLogException e) {
            findings.problem(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private boolean isIntact(SnapshotPlace place, Findings findings) {
        try {
            long[] rows = new long[1];
            SnapshotSource snapshot = MemberFiles.SNAPSHOTS.open(place.state());
            snapshot.forEach((keyspace, key, value) -> progress.at("snapshot read:", ++rows[0], 0));
            findings.facts("index %d, %d rows".formatted(place.index(), rows[0]));
            if (snapshot.appliedIndex() > place.index()) {
                findings.problem(
                        "its state holds entry %d, but it is said to end at %d"
                                .formatted(snapshot.appliedIndex(), place.index()));
            }
            return true;
        } catch (CorruptSnapshotException | EngineException | UncheckedIOException e) {
            findings.problem(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void checkContents(Path state) throws IOException {
        Path work = Files.createTempDirectory(temporary, "metastore-check-");
        try (Engine engine = RocksDbEngine.open(work, STATE_MEMORY_BYTES, MemberFiles.SUMMARY)) {
            engine.restore(MemberFiles.SNAPSHOTS.open(state));
            var findings = new Findings("state", state);
            new StateCheck(engine, findings, progress).run(owner);
            parts.add(findings.part());
        } finally {
            DirectoryTree.delete(work);
        }
    }

    private LogRange checkLog() {
        var findings = new Findings("log", raft.log());
        LogRange range = new LogRange(0, 0);
        try {
            range = raft.readLog(snapshotIndex, read -> progress.at("log read:", read, 0));
            findings.facts(
                    range.entries() == 0
                            ? "no entries"
                            : "entries %d to %d"
                                    .formatted(range.last() - range.entries() + 1, range.last()));
        } catch (CorruptLogException e) {
            findings.problem(String.valueOf(e.getMessage()));
            // Nobody knows how far it went.
            range = new LogRange(Long.MAX_VALUE, 0);
        }
        parts.add(findings.part());
        return range;
    }

    private void checkDurableState(Path state, long lastIndex) {
        var findings = new Findings("state", state);
        try (RocksDbInspection open = RocksDbInspection.open(state, STATE_MEMORY_BYTES)) {
            open.verifyChecksums();
            new StateCheck(open, findings, progress).run(owner);
            if (open.appliedIndex() > lastIndex) {
                findings.problem(
                        "it has applied entry %d, but the log ends at %d"
                                .formatted(open.appliedIndex(), lastIndex));
            }
            open.verifySummaries(MemberFiles.SUMMARY);
        } catch (EngineException e) {
            findings.problem(String.valueOf(e.getMessage()));
        }
        parts.add(findings.part());
    }
}
