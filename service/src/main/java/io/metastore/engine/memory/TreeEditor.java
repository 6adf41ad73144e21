package io.metastore.engine.memory;

import org.jspecify.annotations.Nullable;

/** Changes one tree within one write epoch. Confined to the writer. */
final class TreeEditor {
    private final long epoch;
    private Node root;
    private byte @Nullable [] replaced;

    TreeEditor(Node root, long epoch) {
        this.root = root;
        this.epoch = epoch;
    }

    /** The tree as changed so far; may still change in place until the epoch ends. */
    Node root() {
        return root;
    }

    /** Sets a row and returns the value it had before, or null. */
    byte @Nullable [] put(byte[] key, byte[] value) {
        replaced = null;
        root = root.editable(epoch);
        Node split = root.put(this, key, value, true);
        if (split != null) {
            root = Branch.above(root, split);
        }
        return replaced;
    }

    /** Removes a row and returns the value it had, or null if there was none. */
    byte @Nullable [] remove(byte[] key) {
        byte[] value = root.get(key);
        if (value == null) {
            // Looked up first, so that removing what is not there copies nothing.
            return null;
        }
        root = root.editable(epoch);
        root.remove(epoch, key, true);
        while (root instanceof Branch branch && branch.size == 1) {
            root = branch.children[0];
        }
        return value;
    }

    /** Called by the leaf whose row got a new value. */
    void replaced(byte[] value) {
        replaced = value;
    }

    /** How many rows the put that is under way added to the tree: none if it replaced a value. */
    int rowsAdded() {
        return replaced == null ? 1 : 0;
    }
}
