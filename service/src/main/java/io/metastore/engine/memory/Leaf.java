package io.metastore.engine.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows in the order of their keys. */
final class Leaf extends Node {
    final byte[][] values;

    Leaf(long epoch, int entriesMax) {
        super(epoch, entriesMax);
        this.values = new byte[entriesMax][];
    }

    @Override
    long count() {
        return size;
    }

    byte @Nullable [] valueOf(byte[] key) {
        int position = lowerBound(key);
        return holds(position, key) ? values[position] : null;
    }

    @Override
    Leaf editable(long epoch) {
        if (this.epoch == epoch) {
            return this;
        }
        Leaf copy = new Leaf(epoch, entriesMax());
        copy.takeFrom(this, 0, 0, size);
        copy.size = size;
        return copy;
    }

    @Override
    @Nullable Node put(TreeEditor editor, byte[] key, byte[] value, boolean rightEdge) {
        int position = rightEdge && isAfterAll(key) ? size : lowerBound(key);
        if (holds(position, key)) {
            editor.replaced(values[position]);
            // The old key array stays: whoever shares it keeps sharing it.
            values[position] = value;
            return null;
        }
        if (size < entriesMax()) {
            insert(position, key, value);
            return null;
        }
        int splitPoint = splitPoint(position, rightEdge);
        Leaf right = new Leaf(epoch, entriesMax());
        moveTail(splitPoint, right);
        if (position < splitPoint) {
            insert(position, key, value);
        } else {
            right.insert(position - splitPoint, key, value);
        }
        return right;
    }

    @Override
    void remove(long epoch, byte[] key, boolean rightEdge) {
        int position = lowerBound(key);
        takeFrom(this, position + 1, position, size - position - 1);
        truncate(size - 1);
    }

    @Override
    void append(Node right) {
        takeFrom((Leaf) right, 0, size, right.size);
        size += right.size;
    }

    @Override
    void balance(Node right) {
        Leaf other = (Leaf) right;
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

    private boolean holds(int position, byte[] key) {
        return position < size && Arrays.equals(keys[position], key);
    }

    private boolean isAfterAll(byte[] key) {
        return size > 0 && Arrays.compareUnsigned(keys[size - 1], key) < 0;
    }

    private void insert(int position, byte[] key, byte[] value) {
        takeFrom(this, position, position + 1, size - position);
        keys[position] = key;
        values[position] = value;
        size++;
    }

    /** Moves the entries from {@code start} on to the front of the right sibling. */
    private void moveTail(int start, Leaf right) {
        int moved = size - start;
        right.takeFrom(right, 0, moved, right.size);
        right.takeFrom(this, start, 0, moved);
        right.size += moved;
        truncate(start);
    }

    private void takeFrom(Leaf source, int start, int target, int entries) {
        System.arraycopy(source.keys, start, keys, target, entries);
        System.arraycopy(source.values, start, values, target, entries);
    }

    /** Forgets the entries from {@code newSize} on, so that they can be collected. */
    private void truncate(int newSize) {
        Arrays.fill(keys, newSize, size, null);
        Arrays.fill(values, newSize, size, null);
        size = newSize;
    }
}
