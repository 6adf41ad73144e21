package io.metastore.engine.memory;

import io.metastore.engine.Keyspace;
import java.util.Arrays;

/** Turns one state into the next within one write epoch. Confined to the writer. */
final class StateEditor {
    /**
     * What a row costs besides its bytes: two array headers with their padding, and its two slots
     * in a leaf that is two thirds full.
     */
    private static final int ROW_OVERHEAD_BYTES = 52;

    private final TreeEditor[] trees;
    private long appliedIndex;
    private long appliedTerm;
    private long sizeBytes;

    StateEditor(State base, long epoch) {
        this.trees = new TreeEditor[base.roots().size()];
        Arrays.setAll(trees, i -> new TreeEditor(base.roots().get(i), epoch));
        this.appliedIndex = base.appliedIndex();
        this.appliedTerm = base.appliedTerm();
        this.sizeBytes = base.sizeBytes();
    }

    Node root(Keyspace keyspace) {
        return trees[keyspace.id()].root();
    }

    void put(Keyspace keyspace, byte[] key, byte[] value) {
        byte[] replaced = trees[keyspace.id()].put(key, value);
        if (replaced != null) {
            sizeBytes -= rowBytes(keyspace, key, replaced);
        }
        sizeBytes += rowBytes(keyspace, key, value);
    }

    void delete(Keyspace keyspace, byte[] key) {
        byte[] removed = trees[keyspace.id()].remove(key);
        if (removed != null) {
            sizeBytes -= rowBytes(keyspace, key, removed);
        }
    }

    void applied(long index, long term) {
        if (index < appliedIndex || term < appliedTerm) {
            throw new IllegalArgumentException(
                    "applied index and term must not go down from %d/%d to %d/%d"
                            .formatted(appliedIndex, appliedTerm, index, term));
        }
        appliedIndex = index;
        appliedTerm = term;
    }

    /** The state as edited; the epoch ends with this call. */
    State finish() {
        var roots = Arrays.stream(trees).map(TreeEditor::root).toList();
        return new State(roots, appliedIndex, appliedTerm, sizeBytes);
    }

    /** What a row adds to the size; the values of LATEST are counted with their HISTORY rows. */
    static long rowBytes(Keyspace keyspace, byte[] key, byte[] value) {
        int valueBytes = keyspace == Keyspace.LATEST ? 0 : value.length;
        return (long) key.length + valueBytes + ROW_OVERHEAD_BYTES;
    }
}
