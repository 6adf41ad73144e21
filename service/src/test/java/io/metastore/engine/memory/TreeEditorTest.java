package io.metastore.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shape of the tree, which the contract of engines cannot see. */
class TreeEditorTest {
    private static final int ENTRIES_MAX = 8;
    private static final byte[] VALUE = {1};

    @Test
    void appending_leaves_full_nodes_behind() {
        TreeEditor editor = emptyTree(64);
        for (int i = 0; i < 64 * 64; i++) {
            editor.put(key(i), VALUE);
        }

        TreeShape shape = TreeShape.of(editor.root());
        assertThat(shape.leaves()).isEqualTo(64);
        assertThat(shape.height()).isEqualTo(1);
    }

    @Test
    void appending_after_removals_at_the_end_keeps_nodes_full() {
        TreeEditor editor = emptyTree(ENTRIES_MAX);
        for (int i = 0; i < 1000; i++) {
            editor.put(key(i), VALUE);
            editor.put(key(i + 1), VALUE);
            editor.remove(key(i + 1));
        }

        assertThat(TreeShape.of(editor.root()).leaves()).isEqualTo(1000 / ENTRIES_MAX);
    }

    @Test
    void removing_everything_leaves_one_empty_leaf() {
        for (long seed = 0; seed < 20; seed++) {
            TreeEditor editor = emptyTree(ENTRIES_MAX);
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                order.add(i);
                editor.put(key(i), VALUE);
            }
            Collections.shuffle(order, new Random(seed));
            for (int i : order) {
                assertThat(editor.remove(key(i))).isSameAs(VALUE);
                TreeShape.of(editor.root());
            }

            assertThat(TreeShape.of(editor.root()).nodes()).isOne();
        }
    }

    @Test
    void a_window_that_moves_does_not_leak_nodes() {
        TreeEditor editor = emptyTree(ENTRIES_MAX);
        for (int i = 0; i < 20_000; i++) {
            editor.put(key(i), VALUE);
            editor.remove(key(i - 100));
        }

        TreeShape shape = TreeShape.of(editor.root());
        assertThat(shape.rows()).isEqualTo(100);
        assertThat(shape.leaves()).isLessThanOrEqualTo(100 / (ENTRIES_MAX / 4) + 1);
    }

    @Test
    void a_new_epoch_copies_each_node_at_most_once() {
        TreeEditor first = emptyTree(ENTRIES_MAX);
        for (int i = 0; i < 5000; i++) {
            first.put(key(2L * i), VALUE);
        }
        Node published = first.root();
        TreeEditor second = new TreeEditor(published, 2);

        second.put(key(0), VALUE);
        Node root = second.root();
        Node leaf = leafOf(root, key(0));
        second.put(key(0), new byte[] {2});
        second.put(key(2), new byte[] {3});

        assertThat(root).isNotSameAs(published).isSameAs(second.root());
        assertThat(leaf).isSameAs(leafOf(second.root(), key(2)));
        assertThat(leafOf(published, key(9000))).isSameAs(leafOf(second.root(), key(9000)));
        assertThat(published.get(key(0))).isSameAs(VALUE);
    }

    @Test
    void removing_what_is_not_there_copies_nothing() {
        TreeEditor first = emptyTree(ENTRIES_MAX);
        first.put(key(1), VALUE);
        TreeEditor second = new TreeEditor(first.root(), 2);

        assertThat(second.remove(key(2))).isNull();

        assertThat(second.root()).isSameAs(first.root());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void random_changes_keep_shape_counts_and_older_roots(long seed) {
        Random random = new Random(seed);
        int keys = 10 + random.nextInt(2000);
        TreeMap<Long, byte[]> model = new TreeMap<>();
        Node root = new Leaf(0, ENTRIES_MAX);
        Node olderRoot = root;
        TreeMap<Long, byte[]> olderModel = new TreeMap<>();
        for (int epoch = 1; epoch <= 40; epoch++) {
            TreeEditor editor = new TreeEditor(root, epoch);
            boolean growing = random.nextInt(3) > 0;
            for (int change = random.nextInt(200); change > 0; change--) {
                changeOnce(editor, model, random.nextInt(keys), random.nextInt(4) > 0 == growing);
            }
            root = editor.root();
            check(root, model, random, keys);
            if (random.nextInt(10) == 0) {
                check(olderRoot, olderModel, random, keys);
                olderRoot = root;
                olderModel = new TreeMap<>(model);
            }
        }
        check(olderRoot, olderModel, random, keys);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static void changeOnce(
            TreeEditor editor, Map<Long, byte[]> model, long key, boolean put) {
        if (put) {
            byte[] value = new byte[] {(byte) model.size()};
            assertThat(editor.put(key(key), value)).isSameAs(model.put(key, value));
        } else {
            assertThat(editor.remove(key(key))).isSameAs(model.remove(key));
        }
    }

    private static void check(Node root, SortedMap<Long, byte[]> model, Random random, int keys) {
        assertThat(TreeShape.of(root).rows()).isEqualTo(model.size());
        assertThat(root.count()).isEqualTo(model.size());
        long key = random.nextInt(keys);
        assertThat(root.get(key(key))).isSameAs(model.get(key));
        assertThat(root.rank(key(key))).isEqualTo(model.headMap(key).size());
    }

    private static TreeEditor emptyTree(int entriesMax) {
        return new TreeEditor(new Leaf(0, entriesMax), 1);
    }

    private static Node leafOf(Node root, byte[] key) {
        Node node = root;
        while (node instanceof Branch branch) {
            node = branch.children[branch.childOf(key)];
        }
        return node;
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
