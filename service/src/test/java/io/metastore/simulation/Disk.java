package io.metastore.simulation;

import io.metastore.engine.CorruptSnapshotException;
import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import io.metastore.engine.SnapshotFormat;
import io.metastore.engine.SnapshotSource;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What a member finds again after a crash: vote, log, snapshots, and the state of its engine. */
final class Disk implements SnapshotFormat {
    /** Commits that an engine may keep in memory before it writes them by itself. */
    static final int COMMITS_UNFLUSHED_MAX = 40;

    private static final byte[] FIRST = {};

    final DiskLog log;
    long term;
    long votedFor;

    private final List<SavedSnapshot> snapshots = new ArrayList<>();
    private final Map<Path, Snapshot> files = new HashMap<>();
    private final Set<Path> synced = new HashSet<>();

    /** States of the engine, the oldest on the disk and each of the others perhaps. */
    private final Deque<Snapshot> commits = new ArrayDeque<>();

    private int directories;

    Disk(Group initialGroup) {
        log = new DiskLog(initialGroup);
    }

    // Snapshots of the state machine.

    Path newDirectory(String member) {
        return Path.of("/" + member + "/snapshot-" + ++directories);
    }

    void write(Path directory, Snapshot state) {
        files.put(directory, state);
    }

    void sync(Path directory) {
        synced.add(directory);
    }

    /** Takes over what another member sent. */
    void receive(Path directory, Disk from, Path source) {
        write(directory, from.content(source));
        sync(directory);
    }

    boolean holds(Path directory) {
        return files.containsKey(directory);
    }

    Snapshot content(Path directory) {
        Snapshot content = files.get(directory);
        if (content == null) {
            throw new CorruptSnapshotException("there is no snapshot in " + directory);
        }
        return content;
    }

    void register(SavedSnapshot snapshot) {
        snapshots.add(snapshot);
        while (snapshots.size() > 2) {
            files.remove(snapshots.remove(0).directory());
        }
    }

    @Nullable SavedSnapshot newestSnapshot() {
        return snapshots.isEmpty() ? null : snapshots.get(snapshots.size() - 1);
    }

    /** The snapshot before the newest one: the log may go up to there. */
    @Nullable SavedSnapshot formerSnapshot() {
        return snapshots.size() < 2 ? null : snapshots.get(snapshots.size() - 2);
    }

    @Override
    public boolean isIn(Path directory) {
        return files.containsKey(directory);
    }

    @Override
    public SnapshotSource open(Path directory) {
        return source(content(directory));
    }

    // The state of a durable engine.

    /** Notes a commit; the oldest ones reach the disk when there are many. */
    void committed(Snapshot state) {
        commits.addLast(state);
        if (commits.size() > COMMITS_UNFLUSHED_MAX) {
            commits.removeFirst();
        }
    }

    /** Brings the newest commit to the disk. */
    void flushed(Snapshot state) {
        commits.clear();
        commits.addLast(state);
    }

    @Nullable Snapshot engineState() {
        return commits.peekLast();
    }

    /** What a crash does: some of what was not written is lost, from the end. */
    void crash(SplittableRandom random) {
        log.loseUnpersisted();
        if (!commits.isEmpty()) {
            int keep = 1 + random.nextInt(commits.size());
            while (commits.size() > keep) {
                commits.removeLast();
            }
            flushed(commits.getLast());
        }
        files.keySet().retainAll(synced);
        snapshots.removeIf(snapshot -> !files.containsKey(snapshot.directory()));
    }

    /** A state as a source of rows. */
    static SnapshotSource source(Snapshot state) {
        return new SnapshotSource() {
            @Override
            public long appliedIndex() {
                return state.appliedIndex();
            }

            @Override
            public long appliedTerm() {
                return state.appliedTerm();
            }

            @Override
            public void forEach(RowReceiver receiver) {
                for (Keyspace keyspace : Keyspace.values()) {
                    try (Cursor rows = state.scan(keyspace, FIRST, null, Direction.FORWARD)) {
                        while (rows.next()) {
                            receiver.row(keyspace, rows.key(), rows.value());
                        }
                    }
                }
            }
        };
    }
}
