package io.metastore.watch;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Values under half-open key intervals, found by a key inside.
 *
 * <p>An AVL tree ordered by start and end of the interval, in which every node also knows the
 * largest end in its subtree (Cormen et al., Introduction to Algorithms, §14.3). A look-up leaves
 * out each subtree that ends at or before the key or starts after it, so it visits a number of
 * nodes logarithmic in the number of distinct intervals for every interval that matches.
 *
 * <p>Not safe for concurrent use.
 */
final class IntervalTree<T> {
    private @Nullable Node<T> root;
    private long visits;

    void add(KeyRange range, T value) {
        root = insert(root, new Node<>(range), value);
    }

    void remove(KeyRange range, T value) {
        root = remove(root, new Node<>(range), value);
    }

    boolean isEmpty() {
        return root == null;
    }

    /** Passes on every value whose interval holds {@code key}. */
    void forEachMatch(ByteString key, Consumer<? super T> consumer) {
        if (root != null) {
            match(root, key.toByteArray(), consumer);
        }
    }

    List<T> values() {
        List<T> values = new ArrayList<>();
        collect(root, values);
        return values;
    }

    /** Nodes looked at by all look-ups so far. */
    long visits() {
        return visits;
    }

    private void match(@Nullable Node<T> node, byte[] key, Consumer<? super T> consumer) {
        if (node == null) {
            return;
        }
        visits++;
        if (!endsAfter(node.maxEnd, key)) {
            return;
        }
        match(node.left, key, consumer);
        if (Arrays.compareUnsigned(node.start, key) <= 0) {
            if (endsAfter(node.end, key)) {
                node.values.forEach(consumer);
            }
            match(node.right, key, consumer);
        }
    }

    private static <T> void collect(@Nullable Node<T> node, List<T> values) {
        if (node != null) {
            collect(node.left, values);
            values.addAll(node.values);
            collect(node.right, values);
        }
    }

    private static <T> Node<T> insert(@Nullable Node<T> node, Node<T> added, T value) {
        if (node == null) {
            added.values.add(value);
            return added;
        }
        int order = added.compareRange(node);
        if (order == 0) {
            node.values.add(value);
            return node;
        }
        if (order < 0) {
            node.left = insert(node.left, added, value);
        } else {
            node.right = insert(node.right, added, value);
        }
        return balance(node);
    }

    private static <T> @Nullable Node<T> remove(@Nullable Node<T> node, Node<T> removed, T value) {
        if (node == null) {
            return null;
        }
        int order = removed.compareRange(node);
        if (order < 0) {
            node.left = remove(node.left, removed, value);
        } else if (order > 0) {
            node.right = remove(node.right, removed, value);
        } else {
            node.values.remove(value);
            return node.values.isEmpty() ? unlink(node) : node;
        }
        return balance(node);
    }

    private static <T> @Nullable Node<T> unlink(Node<T> node) {
        if (node.left == null) {
            return node.right;
        }
        if (node.right == null) {
            return node.left;
        }
        Node<T> successor = node.right;
        while (successor.left != null) {
            successor = successor.left;
        }
        successor.right = withoutFirst(node.right);
        successor.left = node.left;
        return balance(successor);
    }

    private static <T> @Nullable Node<T> withoutFirst(Node<T> node) {
        if (node.left == null) {
            return node.right;
        }
        node.left = withoutFirst(node.left);
        return balance(node);
    }

    private static <T> Node<T> balance(Node<T> node) {
        int skew = height(node.left) - height(node.right);
        if (skew > 1 && node.left != null) {
            if (height(node.left.left) < height(node.left.right)) {
                node.left = rotateLeft(node.left);
            }
            return rotateRight(node);
        }
        if (skew < -1 && node.right != null) {
            if (height(node.right.right) < height(node.right.left)) {
                node.right = rotateRight(node.right);
            }
            return rotateLeft(node);
        }
        node.update();
        return node;
    }

    private static <T> Node<T> rotateLeft(Node<T> node) {
        Node<T> top = require(node.right);
        node.right = top.left;
        top.left = node;
        node.update();
        top.update();
        return top;
    }

    private static <T> Node<T> rotateRight(Node<T> node) {
        Node<T> top = require(node.left);
        node.left = top.right;
        top.right = node;
        node.update();
        top.update();
        return top;
    }

    private static <T> Node<T> require(@Nullable Node<T> node) {
        if (node == null) {
            throw new IllegalStateException("an interval tree is heavier where it has no child");
        }
        return node;
    }

    private static int height(@Nullable Node<?> node) {
        return node == null ? 0 : node.height;
    }

    /** Whether an interval with this end, null for none, reaches beyond {@code key}. */
    private static boolean endsAfter(byte @Nullable [] end, byte[] key) {
        return end == null || Arrays.compareUnsigned(key, end) < 0;
    }

    private static final class Node<T> {
        private final byte[] start;
        private final byte @Nullable [] end;
        private final Set<T> values = new LinkedHashSet<>();
        private @Nullable Node<T> left;
        private @Nullable Node<T> right;
        private byte @Nullable [] maxEnd;
        private int height = 1;

        Node(KeyRange range) {
            start = range.key().toByteArray();
            end = range.isOpenEnded() ? null : range.rangeEnd().toByteArray();
            maxEnd = end;
        }

        void update() {
            height = 1 + Math.max(height(left), height(right));
            maxEnd = end;
            if (left != null) {
                maxEnd = later(maxEnd, left.maxEnd);
            }
            if (right != null) {
                maxEnd = later(maxEnd, right.maxEnd);
            }
        }

        int compareRange(Node<T> other) {
            int order = Arrays.compareUnsigned(start, other.start);
            return order != 0 ? order : compareEnds(end, other.end);
        }

        private static byte @Nullable [] later(byte @Nullable [] one, byte @Nullable [] other) {
            return compareEnds(one, other) >= 0 ? one : other;
        }

        private static int compareEnds(byte @Nullable [] one, byte @Nullable [] other) {
            if (one == null || other == null) {
                return Boolean.compare(one == null, other == null);
            }
            return Arrays.compareUnsigned(one, other);
        }
    }
}
