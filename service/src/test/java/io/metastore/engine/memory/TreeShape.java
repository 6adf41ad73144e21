package io.metastore.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks everything that {@link Node} promises about a tree, and gathers what tests ask for. */
final class TreeShape {
    private final List<byte[]> rows = new ArrayList<>();
    private int nodes;
    private int leaves;
    private int leafHeight = -1;

    private TreeShape() {}

    static TreeShape of(Node root) {
        TreeShape shape = new TreeShape();
        if (root instanceof Branch) {
            assertThat(root.size).as("children of the root").isGreaterThanOrEqualTo(2);
        }
        shape.visit(root, 0, null, null, true);
        return shape;
    }

    int rows() {
        return rows.size();
    }

    int nodes() {
        return nodes;
    }

    int leaves() {
        return leaves;
    }

    int height() {
        return leafHeight;
    }

    private long visit(
            Node node,
            int depth,
            byte @Nullable [] low,
            byte @Nullable [] high,
            boolean rightEdge) {
        nodes++;
        checkFill(node, depth, rightEdge);
        if (node instanceof Leaf leaf) {
            return visitLeaf(leaf, depth, low, high);
        }
        Branch branch = (Branch) node;
        long count = 0;
        for (int i = 0; i < branch.size; i++) {
            boolean last = i == branch.size - 1;
            byte[] childLow = i == 0 ? low : branch.keys[i];
            byte[] childHigh = last ? high : branch.keys[i + 1];
            long rowsOfChild =
                    visit(branch.children[i], depth + 1, childLow, childHigh, rightEdge && last);
            assertThat(branch.counts[i]).as("count of a child").isEqualTo(rowsOfChild);
            count += rowsOfChild;
        }
        assertThat(Arrays.asList(branch.children).subList(branch.size, branch.entriesMax()))
                .as("unused children")
                .allMatch(Objects::isNull);
        return count;
    }

    private long visitLeaf(Leaf leaf, int depth, byte @Nullable [] low, byte @Nullable [] high) {
        leaves++;
        assertThat(leafHeight == -1 || leafHeight == depth).as("all leaves at one level").isTrue();
        leafHeight = depth;
        for (int i = 0; i < leaf.size; i++) {
            byte[] key = leaf.keys[i];
            assertThat(leaf.values[i]).isNotNull();
            assertThat(low == null || Arrays.compareUnsigned(low, key) <= 0).as("low").isTrue();
            assertThat(high == null || Arrays.compareUnsigned(key, high) < 0).as("high").isTrue();
            byte[] before = rows.isEmpty() ? null : rows.get(rows.size() - 1);
            assertThat(before == null || Arrays.compareUnsigned(before, key) < 0)
                    .as("order")
                    .isTrue();
            rows.add(key);
        }
        assertThat(Arrays.asList(leaf.values).subList(leaf.size, leaf.entriesMax()))
                .as("unused values")
                .allMatch(Objects::isNull);
        return leaf.size;
    }

    private static void checkFill(Node node, int depth, boolean rightEdge) {
        if (depth > 0) {
            assertThat(node.size)
                    .as("entries of a node")
                    .isBetween(rightEdge ? 1 : node.entriesMin(), node.entriesMax());
        }
        assertThat(Arrays.asList(node.keys).subList(node.size, node.entriesMax()))
                .as("unused keys")
                .allMatch(Objects::isNull);
    }
}
