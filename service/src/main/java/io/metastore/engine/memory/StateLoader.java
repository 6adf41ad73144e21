package io.metastore.engine.memory;

import io.metastore.engine.CorruptSnapshotException;
import io.metastore.engine.Keyspace;
import io.metastore.engine.SnapshotSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds a state from rows that come in order. Every row goes past the end of its tree, so no node
 * is copied or searched, and all nodes but those on the right edge end up full.
 */
final class StateLoader implements SnapshotSource.RowReceiver {
    private final StateEditor editor;
    private final SharedValues latestValues = new SharedValues();
    private @Nullable Keyspace lastKeyspace;
    private byte[] lastKey = new byte[0];

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
        if (lastKeyspace != null && !isAfterLast(lastKeyspace, keyspace, key)) {
            throw new CorruptSnapshotException("rows are out of order in keyspace " + keyspace);
        }
        lastKeyspace = keyspace;
        lastKey = key;
        byte[] shared = value;
        if (keyspace == Keyspace.LATEST) {
            latestValues.add(value);
        } else if (keyspace == Keyspace.HISTORY) {
            shared = latestValues.take(value);
        }
        editor.put(keyspace, key, shared);
    }

    private boolean isAfterLast(Keyspace last, Keyspace keyspace, byte[] key) {
        int order = keyspace.compareTo(last);
        return order > 0 || (order == 0 && Arrays.compareUnsigned(lastKey, key) < 0);
    }
}
