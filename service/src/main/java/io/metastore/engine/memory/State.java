package io.metastore.engine.memory;

import io.metastore.engine.Keyspace;
import java.util.Collections;
import java.util.List;

/**
 * Everything that one commit published. Immutable, as are the trees below it.
 *
 * @param roots the tree of each keyspace, at its {@link Keyspace#id}
 */
record State(List<Node> roots, long appliedIndex, long appliedTerm, long sizeBytes) {
    State {
        roots = List.copyOf(roots);
    }

    static State empty(int nodeEntriesMax) {
        Node root = new Leaf(0, nodeEntriesMax);
        return new State(Collections.nCopies(Keyspace.values().length, root), 0, 0, 0);
    }

    Node root(Keyspace keyspace) {
        return roots.get(keyspace.id());
    }
}
