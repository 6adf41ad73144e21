package io.metastore.engine.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Children in the order of their keys, and how many rows each of them holds. */
final class Branch extends Node {
    final Node[] children;
    final long[] counts;

    Branch(long epoch, int entriesMax) {
        super(epoch, entriesMax);
        this.children = new Node[entriesMax];
        this.counts = new long[entriesMax];
    }

    /** The root above a root that was split. */
    static Branch above(Node left, Node right) {
        Branch branch = new Branch(left.epoch, left.entriesMax());
        branch.insert(0, left);
        branch.insert(1, right);
        return branch;
    }

    @Override
    long count() {
        long count = 0;
        for (int i = 0; i < size; i++) {
            count += counts[i];
        }
        return count;
    }

    /** The position of the only child that can hold the key. */
    int childOf(byte[] key) {
        int low = 1;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(keys[middle], key) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    @Override
    Branch editable(long epoch) {
        if (this.epoch == epoch) {
            return this;
        }
        Branch copy = new Branch(epoch, entriesMax());
        copy.takeFrom(this, 0, 0, size);
        copy.size = size;
        return copy;
    }

    @Override
    @Nullable Node put(TreeEditor editor, byte[] key, byte[] value, boolean rightEdge) {
        boolean inLast = rightEdge && Arrays.compareUnsigned(keys[size - 1], key) <= 0;
        int position = inLast ? size - 1 : childOf(key);
        Node child = editableChild(position, epoch);
        Node split = child.put(editor, key, value, rightEdge && position == size - 1);
        if (split == null) {
            counts[position] += editor.rowsAdded();
            return null;
        }
        counts[position] = child.count();
        if (size < entriesMax()) {
            insert(position + 1, split);
            return null;
        }
        return splitAndInsert(position + 1, split, rightEdge);
    }

    private Branch splitAndInsert(int position, Node child, boolean rightEdge) {
        int splitPoint = splitPoint(position, rightEdge);
        Branch right = new Branch(epoch, entriesMax());
        moveTail(splitPoint, right);
        if (position < splitPoint) {
            insert(position, child);
        } else {
            right.insert(position - splitPoint, child);
        }
        return right;
    }

    @Override
    void remove(long epoch, byte[] key, boolean rightEdge) {
        int position = childOf(key);
        boolean childOnEdge = rightEdge && position == size - 1;
        Node child = editableChild(position, epoch);
        child.remove(epoch, key, childOnEdge);
        counts[position]--;
        if (child.size < child.entriesMin()) {
            mend(position, childOnEdge);
        }
    }

    /**
     * Restores the shape after a child became too small: merges it with a neighbour when both fit
     * into one node, else evens them out. On the right edge a small child may stay, since evening
     * out would leave two half-empty nodes where appending keeps them full.
     */
    private void mend(int position, boolean childOnEdge) {
        if (size == 1) {
            if (children[0].size == 0) {
                truncate(0);
            }
            return;
        }
        int left = position == size - 1 ? position - 1 : position;
        if (children[left].size + children[left + 1].size <= entriesMax()) {
            editableChild(left, epoch).append(children[left + 1]);
            counts[left] += counts[left + 1];
            takeFrom(this, left + 2, left + 1, size - left - 2);
            truncate(size - 1);
        } else if (!childOnEdge) {
            Node right = editableChild(left + 1, epoch);
            editableChild(left, epoch).balance(right);
            keys[left + 1] = right.keys[0];
            counts[left] = children[left].count();
            counts[left + 1] = right.count();
        }
    }

    @Override
    void append(Node right) {
        takeFrom((Branch) right, 0, size, right.size);
        size += right.size;
    }

    @Override
    void balance(Node right) {
        Branch other = (Branch) right;
        int half = (size + other.size) / 2;
        if (size > half) {
            moveTail(half, other);
        } else {
            int moved = half - size;
            takeFrom(other, 0, size, moved);
            size = half;
            other.takeFrom(other, moved, 0, other.size - moved);
            other.truncate(other.size - moved);
        }
    }

    private Node editableChild(int position, long epoch) {
        Node child = children[position].editable(epoch);
        children[position] = child;
        return child;
    }

    private void insert(int position, Node child) {
        takeFrom(this, position, position + 1, size - position);
        keys[position] = child.keys[0];
        children[position] = child;
        counts[position] = child.count();
        size++;
    }

    /** Moves the entries from {@code start} on to the front of the right sibling. */
    private void moveTail(int start, Branch right) {
        int moved = size - start;
        right.takeFrom(right, 0, moved, right.size);
        right.takeFrom(this, start, 0, moved);
        right.size += moved;
        truncate(start);
    }

    private void takeFrom(Branch source, int start, int target, int entries) {
        System.arraycopy(source.keys, start, keys, target, entries);
        System.arraycopy(source.children, start, children, target, entries);
        System.arraycopy(source.counts, start, counts, target, entries);
    }

    /** Forgets the entries from {@code newSize} on, so that they can be collected. */
    private void truncate(int newSize) {
        Arrays.fill(keys, newSize, size, null);
        Arrays.fill(children, newSize, size, null);
        size = newSize;
    }
}
