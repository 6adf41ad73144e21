package io.metastore.engine.memory;

import io.metastore.engine.Cursor;
import io.metastore.engine.Direction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks the leaves of a tree from one bound to the other. The bounds are compared once per leaf,
 * not once per row. Needs a tree that does not change meanwhile.
 */
final class TreeCursor implements Cursor {
    private final byte[] from;
    private final byte @Nullable [] to;
    private final int step;

    /** The branches from the root down to the leaf, and which child was taken in each. */
    private final Branch[] path;

    private final int[] positions;

    private Leaf leaf;
    private int position;
    private int stop;
    private boolean lastLeaf;
    private byte @Nullable [] key;
    private byte @Nullable [] value;

    TreeCursor(Node root, byte[] from, byte @Nullable [] to, Direction direction) {
        this.from = from;
        this.to = to;
        this.step = direction == Direction.FORWARD ? 1 : -1;
        int height = height(root);
        this.path = new Branch[height];
        this.positions = new int[height];
        this.leaf = firstLeaf(root);
        enterLeaf();
        if (to != null && Arrays.compareUnsigned(from, to) >= 0) {
            position = stop;
            lastLeaf = true;
        } else if (step > 0) {
            position = leaf.lowerBound(from);
        } else if (to != null) {
            position = leaf.lowerBound(to) - 1;
        }
    }

    @Override
    public boolean next() {
        while (position == stop) {
            if (lastLeaf || !moveToNextLeaf()) {
                lastLeaf = true;
                key = null;
                value = null;
                return false;
            }
        }
        key = leaf.keys[position];
        value = leaf.values[position];
        position += step;
        return true;
    }

    @Override
    public byte[] key() {
        return current(key);
    }

    @Override
    public byte[] value() {
        return current(value);
    }

    @Override
    public void close() {
        lastLeaf = true;
        position = stop;
        key = null;
        value = null;
    }

    private static byte[] current(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new IllegalStateException("the cursor is not on a row");
        }
        return bytes;
    }

    private static int height(Node root) {
        int height = 0;
        for (Node node = root; node instanceof Branch branch; node = branch.children[0]) {
            height++;
        }
        return height;
    }

    private Leaf firstLeaf(Node root) {
        byte[] bound = step > 0 ? from : to;
        Node node = root;
        for (int depth = 0; node instanceof Branch branch; depth++) {
            int child = bound == null ? branch.size - 1 : branch.childOf(bound);
            path[depth] = branch;
            positions[depth] = child;
            node = branch.children[child];
        }
        return (Leaf) node;
    }

    private boolean moveToNextLeaf() {
        int depth = path.length - 1;
        while (depth >= 0 && !isChild(path[depth], positions[depth] + step)) {
            depth--;
        }
        if (depth < 0) {
            return false;
        }
        positions[depth] += step;
        Node node = path[depth].children[positions[depth]];
        while (node instanceof Branch branch) {
            depth++;
            path[depth] = branch;
            positions[depth] = step > 0 ? 0 : branch.size - 1;
            node = branch.children[positions[depth]];
        }
        leaf = (Leaf) node;
        enterLeaf();
        return true;
    }

    private static boolean isChild(Branch branch, int child) {
        return child >= 0 && child < branch.size;
    }

    /** Goes to the near end of the leaf and finds where the scan stops in it. */
    private void enterLeaf() {
        if (step > 0) {
            position = 0;
            stop = to == null || isBelow(leaf.size - 1, to) ? leaf.size : leaf.lowerBound(to);
            lastLeaf = stop < leaf.size;
        } else {
            position = leaf.size - 1;
            stop = isBelow(0, from) ? leaf.lowerBound(from) - 1 : -1;
            lastLeaf = stop >= 0;
        }
    }

    private boolean isBelow(int row, byte[] bound) {
        return leaf.size > 0 && Arrays.compareUnsigned(leaf.keys[row], bound) < 0;
    }
}
