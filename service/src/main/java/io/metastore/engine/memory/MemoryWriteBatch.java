package io.metastore.engine.memory;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Keyspace;
import io.metastore.engine.WriteBatch;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The open batch of a {@link MemoryEngine}; holds its writer lock until it is closed. */
final class MemoryWriteBatch implements WriteBatch {
    private final MemoryEngine engine;
    private final StateEditor editor;
    private final Thread owner = Thread.currentThread();
    private boolean committed;
    private boolean closed;
    private long writes;

    MemoryWriteBatch(MemoryEngine engine, StateEditor editor) {
        this.engine = engine;
        this.editor = editor;
    }

    @Override
    public byte @Nullable [] get(Keyspace keyspace, byte[] key) {
        requireOpen();
        return editor.root(keyspace).get(key);
    }

    @Override
    public Cursor scan(Keyspace keyspace, byte[] from, byte @Nullable [] to, Direction direction) {
        requireOpen();
        return new BatchCursor(this, editor.root(keyspace).scan(from, to, direction));
    }

    @Override
    public long countUpTo(Keyspace keyspace, byte[] from, byte @Nullable [] to, long max) {
        requireOpen();
        return Math.min(max, editor.root(keyspace).count(from, to));
    }

    @Override
    public void put(Keyspace keyspace, byte[] key, byte[] value) {
        requireOpen();
        Objects.requireNonNull(key);
        Objects.requireNonNull(value);
        writes++;
        editor.put(keyspace, key, value);
    }

    @Override
    public void delete(Keyspace keyspace, byte[] key) {
        requireOpen();
        writes++;
        editor.delete(keyspace, key);
    }

    @Override
    public void applied(long index, long term) {
        requireOpen();
        editor.applied(index, term);
    }

    @Override
    public void commit() {
        requireOpen();
        engine.publish(editor.finish());
        committed = true;
    }

    @Override
    public void close() {
        requireOwner();
        if (!closed) {
            closed = true;
            engine.endWrite();
        }
    }

    /** Counts the writes, so that a cursor can tell that the tree moved under it. */
    long writes() {
        requireOpen();
        return writes;
    }

    private void requireOpen() {
        requireOwner();
        if (closed || committed) {
            throw new IllegalStateException("the batch is " + (closed ? "closed" : "committed"));
        }
    }

    private void requireOwner() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("the batch belongs to thread " + owner.getName());
        }
    }
}
