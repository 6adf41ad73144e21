package io.metastore.simulation;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Engine;
import io.metastore.engine.EngineException;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import io.metastore.engine.SnapshotFormats;
import io.metastore.engine.SnapshotSource;
import io.metastore.engine.SnapshotWriter;
import io.metastore.engine.StateStorage;
import io.metastore.engine.WriteBatch;
import io.metastore.engine.memory.MemoryEngine;
import io.metastore.simulation.Hazards.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An engine on a simulated disk. A durable one finds again after a crash what it had flushed, and
 * perhaps more of what it had committed; one in memory finds nothing. Commits, restores and
 * snapshots fail, or the member crashes in them, as the hazards say.
 */
final class SimulatedEngine implements Engine {
    private final MemoryEngine engine = new MemoryEngine();
    private final Disk disk;
    private final boolean durable;
    private final Hazards hazards;
    private final Process process;
    private final Bugs bugs;

    SimulatedEngine(Disk disk, boolean durable, Hazards hazards, Process process, Bugs bugs) {
        this.disk = disk;
        this.durable = durable;
        this.hazards = hazards;
        this.process = process;
        this.bugs = bugs;
        Snapshot state = disk.engineState();
        if (durable && state != null) {
            engine.restore(Disk.source(state));
        } else if (durable) {
            disk.flushed(engine.snapshot());
        }
    }

    StateStorage storage() {
        SnapshotWriter writer =
                directory -> {
                    Snapshot state = engine.snapshot();
                    return () -> {
                        hazards.crashAt(Kind.CRASH_IN_SNAPSHOT, process);
                        hazards.failAt(Kind.SNAPSHOT_FAILS);
                        if (hazards.isFull()) {
                            throw new EngineException("No space left on device (simulated)");
                        }
                        disk.write(directory, state);
                    };
                };
        return new StateStorage(this, writer, !durable, new SnapshotFormats(List.of(disk)));
    }

    @Override
    public WriteBatch begin() {
        return new MistakenBatch(engine.begin(), bugs) {
            @Override
            public void commit() {
                beforeCommit();
                super.commit();
                afterCommit();
            }
        };
    }

    private void beforeCommit() {
        hazards.crashAt(Kind.CRASH_BEFORE_COMMIT, process);
        hazards.failAt(Kind.COMMIT_FAILS);
    }

    private void afterCommit() {
        if (durable) {
            disk.committed(engine.snapshot());
        }
        hazards.crashAt(Kind.CRASH_AFTER_COMMIT, process);
    }

    @Override
    public void restore(SnapshotSource source) {
        hazards.crashAt(Kind.CRASH_IN_RESTORE, process);
        engine.restore(source);
        if (durable) {
            disk.flushed(engine.snapshot());
        }
        hazards.crashAt(Kind.CRASH_IN_RESTORE, process);
    }

    @Override
    public void flush() {
        if (durable) {
            disk.flushed(engine.snapshot());
        }
    }

    @Override
    public byte @Nullable [] get(Keyspace keyspace, byte[] key) {
        return engine.get(keyspace, key);
    }

    @Override
    public Cursor scan(Keyspace keyspace, byte[] from, byte @Nullable [] to, Direction direction) {
        return engine.scan(keyspace, from, to, direction);
    }

    @Override
    public long countUpTo(Keyspace keyspace, byte[] from, byte @Nullable [] to, long max) {
        return engine.countUpTo(keyspace, from, to, max);
    }

    @Override
    public Snapshot snapshot() {
        return engine.snapshot();
    }

    @Override
    public long appliedIndex() {
        return engine.appliedIndex();
    }

    @Override
    public long appliedTerm() {
        return engine.appliedTerm();
    }

    @Override
    public long sizeBytes() {
        return engine.sizeBytes();
    }

    @Override
    public long sizeInUseBytes() {
        return engine.sizeInUseBytes();
    }

    @Override
    public long nativeMemoryBytes() {
        return engine.nativeMemoryBytes();
    }

    @Override
    public void defragment() {
        engine.defragment();
    }

    @Override
    public void close() {
        flush();
        engine.close();
    }
}
