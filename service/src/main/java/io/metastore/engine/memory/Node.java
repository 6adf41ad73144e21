package io.metastore.engine.memory;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A node of a persistent B+tree, and, as a root, a whole tree.
 *
 * <p>A node belongs to the write epoch that made it. While that epoch's batch is open, its editor
 * changes the node in place; from the commit on nothing ever changes it again, because no later
 * batch has that epoch: it {@linkplain #editable copies} the node once, and then changes the copy.
 * So a batch pays for each node at most one copy, and any root that was published is a snapshot for
 * free. Persistent search trees by path copying are due to Driscoll, Sarnak, Sleator and Tarjan
 * ("Making Data Structures Persistent", 1989); the owner mark that allows changes in place until
 * publication is that of Clojure's transients (Hickey, 2009).
 *
 * <p>Shape: every node except those on the right edge has at least {@link #entriesMin} entries. A
 * node on the right edge has at least one, because a tree that grows by appending leaves full nodes
 * behind and starts a new one (see {@link #splitPoint}). Only an empty root leaf has none.
 *
 * <p>Threads: published nodes are read by any thread; a node of an open epoch belongs to the one
 * writer.
 */
abstract sealed class Node permits Leaf, Branch {
    /** The smallest fan-out for which a node never runs empty before it is merged. */
    static final int ENTRIES_MAX_LEAST = 8;

    final long epoch;

    /**
     * Leaf: the keys of the rows. Branch: for each child a lower bound of its keys that is above
     * every key of the child before; the first one is never looked at by searches.
     */
    final byte[][] keys;

    int size;

    Node(long epoch, int entriesMax) {
        this.epoch = epoch;
        this.keys = new byte[entriesMax][];
    }

    /** The number of rows below this node. */
    abstract long count();

    /** This node if it belongs to the epoch, else a copy that does. */
    abstract Node editable(long epoch);

    /**
     * Sets a row below this editable node.
     *
     * @param rightEdge whether no node of this level is to the right of this one
     * @return the new right sibling if the node had to be split, else null
     */
    abstract @Nullable Node put(TreeEditor editor, byte[] key, byte[] value, boolean rightEdge);

    /** Removes a row that is known to be below this editable node; may leave too few entries. */
    abstract void remove(long epoch, byte[] key, boolean rightEdge);

    /** Takes over all entries of the right sibling, which is not used any more afterwards. */
    abstract void append(Node right);

    /** Evens out the entries of this node and its right sibling, both editable. */
    abstract void balance(Node right);

    final int entriesMax() {
        return keys.length;
    }

    /** Below this number of entries a node is merged or filled up; leaves room between the two. */
    final int entriesMin() {
        return keys.length / 4;
    }

    /**
     * Where to split a full node: in the middle, but at its end when the new entry goes past the
     * end of the tree, as all of them do in a keyspace ordered by revision.
     */
    final int splitPoint(int position, boolean rightEdge) {
        return rightEdge && position == size ? size : size / 2;
    }

    /** The position of the first key that is not below the given one; {@code size} if none. */
    final int lowerBound(byte[] key) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(keys[middle], key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The value of a row, or null. */
    final byte @Nullable [] get(byte[] key) {
        Node node = this;
        while (node instanceof Branch branch) {
            node = branch.children[branch.childOf(key)];
        }
        return ((Leaf) node).valueOf(key);
    }

    /** The number of rows whose key is below the given one. */
    final long rank(byte[] key) {
        long rank = 0;
        Node node = this;
        while (node instanceof Branch branch) {
            int child = branch.childOf(key);
            for (int i = 0; i < child; i++) {
                rank += branch.counts[i];
            }
            node = branch.children[child];
        }
        return rank + node.lowerBound(key);
    }

    /** The number of rows with {@code from <= key < to}. */
    final long count(byte[] from, byte @Nullable [] to) {
        long below = from.length == 0 ? 0 : rank(from);
        long end = to == null ? count() : rank(to);
        return Math.max(0, end - below);
    }

    final Cursor scan(byte[] from, byte @Nullable [] to, Direction direction) {
        return new TreeCursor(this, from, to, direction);
    }
}
