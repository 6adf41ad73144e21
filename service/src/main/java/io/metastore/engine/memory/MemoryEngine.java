package io.metastore.engine.memory;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import io.metastore.engine.SnapshotSource;
import io.metastore.engine.WriteBatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all rows on the heap, in one copy-on-write B+tree per keyspace (see {@link Node}).
 *
 * <p>Threads: a commit publishes one immutable {@link State} by one volatile write; readers take it
 * by one volatile read and never wait. The writer lock is the only lock.
 *
 * <p>{@link #sizeBytes} adds up the bytes of keys and values and an estimate per row. The values of
 * {@link Keyspace#LATEST} are left out, since they are the arrays that {@link Keyspace#HISTORY}
 * holds: whoever writes both rows puts the same array, and {@link #restore} brings equal ones
 * together again. States that only old snapshots still refer to are not counted.
 */
public final class MemoryEngine implements Engine {
    private static final int NODE_ENTRIES_MAX = 64;

    private final int nodeEntriesMax;
    private final ReentrantLock writer = new ReentrantLock();

    /** The newest write epoch; guarded by the writer lock. No two batches ever have the same. */
    private long epoch;

    private volatile @Nullable State state;

    public MemoryEngine() {
        this(NODE_ENTRIES_MAX);
    }

    MemoryEngine(int nodeEntriesMax) {
        if (nodeEntriesMax < Node.ENTRIES_MAX_LEAST) {
            throw new IllegalArgumentException("entries per node: " + nodeEntriesMax);
        }
        this.nodeEntriesMax = nodeEntriesMax;
        this.state = State.empty(nodeEntriesMax);
    }

    @Override
    public byte @Nullable [] get(Keyspace keyspace, byte[] key) {
        return state().root(keyspace).get(key);
    }

    @Override
    public Cursor scan(Keyspace keyspace, byte[] from, byte @Nullable [] to, Direction direction) {
        return state().root(keyspace).scan(from, to, direction);
    }

    @Override
    public long countUpTo(Keyspace keyspace, byte[] from, byte @Nullable [] to, long max) {
        return Math.min(max, state().root(keyspace).count(from, to));
    }

    @Override
    public WriteBatch begin() {
        beginWrite();
        try {
            return new MemoryWriteBatch(this, new StateEditor(state(), ++epoch));
        } catch (Throwable e) {
            writer.unlock();
            throw e;
        }
    }

    @Override
    public Snapshot snapshot() {
        return new MemorySnapshot(state());
    }

    @Override
    public void restore(SnapshotSource source) {
        beginWrite();
        try {
            state();
            publish(new StateLoader(nodeEntriesMax, ++epoch).load(source));
        } finally {
            endWrite();
        }
    }

    /** Does nothing: this engine survives no crash, the log and its snapshots do. */
    @Override
    public void flush() {
        state();
    }

    @Override
    public long appliedIndex() {
        return state().appliedIndex();
    }

    @Override
    public long appliedTerm() {
        return state().appliedTerm();
    }

    @Override
    public long sizeBytes() {
        return state().sizeBytes();
    }

    /** All of it: a row that is removed leaves nothing behind. */
    @Override
    public long sizeInUseBytes() {
        return state().sizeBytes();
    }

    @Override
    public long nativeMemoryBytes() {
        return 0;
    }

    /** Does nothing: there is no space to give back. */
    @Override
    public void defragment() {
        state();
    }

    @Override
    public void close() {
        beginWrite();
        state = null;
        endWrite();
    }

    void publish(State next) {
        state = next;
    }

    void endWrite() {
        writer.unlock();
    }

    /** The newest committed state. */
    State state() {
        State current = state;
        if (current == null) {
            throw new IllegalStateException("the engine is closed");
        }
        return current;
    }

    private void beginWrite() {
        if (writer.isHeldByCurrentThread()) {
            throw new IllegalStateException("this thread has a batch open already");
        }
        writer.lock();
    }
}
