package io.metastore.node;

import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.mvcc.MvccStore;

/** What can be measured of the applied state. Any thread; cheap. */
public final class StateFigures {
    private static final byte[] FIRST = {};

    private final Engine engine;
    private final MvccStore store;

    StateFigures(Engine engine, MvccStore store) {
        this.engine = engine;
        this.store = store;
    }

    public long revision() {
        return store.revision();
    }

    /** The compact revision, -1 when nothing was compacted. */
    public long compactRevision() {
        return store.compactRevision();
    }

    /** Keys that live. */
    public long keys() {
        return engine.count(Keyspace.LATEST, FIRST, null);
    }

    public long sizeInUseBytes() {
        return engine.sizeInUseBytes();
    }

    public long sizeBytes() {
        return engine.sizeBytes();
    }

    public long nativeMemoryBytes() {
        return engine.nativeMemoryBytes();
    }
}
