package io.metastore.engine.memory;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import org.jspecify.annotations.Nullable;

/** A reference to a published state; closing it lets the collector have what nobody else uses. */
final class MemorySnapshot implements Snapshot {
    private volatile @Nullable State state;

    MemorySnapshot(State state) {
        this.state = state;
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
    public long appliedIndex() {
        return state().appliedIndex();
    }

    @Override
    public long appliedTerm() {
        return state().appliedTerm();
    }

    @Override
    public void close() {
        state = null;
    }

    private State state() {
        State current = state;
        if (current == null) {
            throw new IllegalStateException("the snapshot is closed");
        }
        return current;
    }
}
