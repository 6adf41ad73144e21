package io.metastore.bbolt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Walks the rows of one tree in order, and checks on the way that they are in order: within pages,
 * from page to page and against the keys in the branches. As every page below the root has to give
 * at least one row, a file whose pages refer to each other in circles, or twice, is found out at
 * once. Starts before the first row. Used by one thread.
 */
public final class BoltCursor {
    /** Far beyond what a file can have: each level multiplies the number of pages. */
    private static final int DEPTH_MAX = 64;

    private static final byte[] BEFORE_ALL = {};

    private final FilePages pages;
    private final int rowFlags;
    private final List<Step> path = new ArrayList<>();
    private byte[] key = BEFORE_ALL;
    private byte[] value = BEFORE_ALL;

    /** The smallest key that may come next; the key itself may have been there already. */
    private byte[] lowerBound = BEFORE_ALL;

    /**
     * Walks the tree under {@code root}.
     *
     * @param rowFlags the flags that every row has to have
     */
    BoltCursor(FilePages pages, Page root, int rowFlags) {
        this.pages = pages;
        this.rowFlags = rowFlags;
        path.add(new Step(root));
    }

    /**
     * Moves to the next row; false when there is none, and from then on.
     *
     * @throws CorruptBoltException when the file is damaged there
     */
    public boolean next() {
        while (!path.isEmpty()) {
            Step step = path.get(path.size() - 1);
            if (++step.index >= step.page.count()) {
                path.remove(path.size() - 1);
            } else if (step.page.isLeaf()) {
                take(step.page, step.index);
                return true;
            } else {
                descend(step.page, step.index);
            }
        }
        return false;
    }

    /** The key of the current row. */
    public byte[] key() {
        return key;
    }

    /** The value of the current row. */
    public byte[] value() {
        return value;
    }

    private void take(Page page, int index) {
        byte[] nextKey = page.key(index);
        if (Arrays.compareUnsigned(key, nextKey) >= 0
                || Arrays.compareUnsigned(lowerBound, nextKey) > 0) {
            throw page.corrupt("key " + index + " is out of order");
        }
        if (page.flags(index) != rowFlags) {
            throw page.corrupt(
                    "element " + index + " has flags " + page.flags(index) + ", not " + rowFlags);
        }
        key = nextKey;
        value = page.value(index);
    }

    private void descend(Page branch, int index) {
        byte[] firstKey = branch.key(index);
        boolean afterLastRow = key.length == 0 || Arrays.compareUnsigned(key, firstKey) < 0;
        if (!afterLastRow || Arrays.compareUnsigned(lowerBound, firstKey) > 0) {
            throw branch.corrupt("key " + index + " is out of order");
        }
        lowerBound = firstKey;
        long child = branch.child(index);
        for (Step step : path) {
            if (step.page.id() == child) {
                throw branch.corrupt("page " + child + " is above itself");
            }
        }
        if (path.size() == DEPTH_MAX) {
            throw branch.corrupt("more than " + DEPTH_MAX + " levels");
        }
        Page page = pages.page(child);
        if (page.count() == 0) {
            throw page.corrupt("empty below the root");
        }
        path.add(new Step(page));
    }

    /** A page on the way from the root to the current row, and the element that was taken. */
    private static final class Step {
        final Page page;
        int index = -1;

        Step(Page page) {
            this.page = page;
        }
    }
}
