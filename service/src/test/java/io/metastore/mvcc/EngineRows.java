package io.metastore.mvcc;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import io.metastore.engine.Engine;
import io.metastore.engine.Keyspace;
import io.metastore.engine.Snapshot;
import io.metastore.engine.SnapshotSource;
import io.metastore.engine.memory.MemoryEngine;
import java.util.ArrayList;
import java.util.List;

/** Looks below the store. */
final class EngineRows {
    private EngineRows() {}

    static List<byte[]> keys(Engine engine, Keyspace keyspace) {
        List<byte[]> keys = new ArrayList<>();
        try (Cursor cursor = engine.scan(keyspace, new byte[0], null, Direction.FORWARD)) {
            while (cursor.next()) {
                keys.add(cursor.key());
            }
        }
        return keys;
    }

    /** An engine that was sent the state of another. */
    static Engine transfer(Engine from) {
        Engine to = new MemoryEngine();
        try (Snapshot snapshot = from.snapshot()) {
            to.restore(new Source(snapshot));
        }
        return to;
    }

    private record Source(Snapshot snapshot) implements SnapshotSource {
        @Override
        public long appliedIndex() {
            return snapshot.appliedIndex();
        }

        @Override
        public long appliedTerm() {
            return snapshot.appliedTerm();
        }

        @Override
        public void forEach(RowReceiver receiver) {
            for (Keyspace keyspace : Keyspace.values()) {
                try (Cursor cursor =
                        snapshot.scan(keyspace, new byte[0], null, Direction.FORWARD)) {
                    while (cursor.next()) {
                        receiver.row(keyspace, cursor.key(), cursor.value());
                    }
                }
            }
        }
    }
}
