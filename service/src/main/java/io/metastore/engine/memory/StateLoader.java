package io.metastore.engine.memory;

import io.metastore.engine.CorruptSnapshotException;
import io.metastore.engine.Keyspace;
import io.metastore.engine.SnapshotSource;
import java.util.Arrays;

/**
 * Builds a state from rows that come in order. Every row goes past the end of its tree, so no node
 * is copied or searched, and all nodes but those on the right edge end up full.
 */
final class StateLoader implements SnapshotSource.RowReceiver {
    private final StateEditor editor;
    private Keyspace lastKeyspace = Keyspace.values()[0];
    private byte[] lastKey = new byte[0];
    private boolean firstOfKeyspace = true;

    StateLoader(int nodeEntriesMax, long epoch) {
        this.editor = new StateEditor(State.empty(nodeEntriesMax), epoch);
    }

    State load(SnapshotSource source) {
        source.forEach(this);
        editor.applied(source.appliedIndex(), source.appliedTerm());
        return editor.finish();
    }

    @Override
    public void row(Keyspace keyspace, byte[] key, byte[] value) {
        int order = keyspace.compareTo(lastKeyspace);
        firstOfKeyspace |= order > 0;
        if (order < 0 || (!firstOfKeyspace && Arrays.compareUnsigned(lastKey, key) >= 0)) {
            throw new CorruptSnapshotException("rows are out of order in keyspace " + keyspace);
        }
        firstOfKeyspace = false;
        lastKeyspace = keyspace;
        lastKey = key;
        editor.put(keyspace, key, value);
    }
}
