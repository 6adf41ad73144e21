package io.metastore.mvcc;

/**
 * Revisions of changes, 16 bytes for each place in an open hash table that is at most half full.
 * Main revision 0 marks a free place; no change has it. Confined to one thread.
 */
final class RevisionSet {
    private static final int PLACES_FIRST = 64;

    private long[] mains = new long[PLACES_FIRST];
    private long[] subs = new long[PLACES_FIRST];
    private int size;

    int size() {
        return size;
    }

    void add(long main, long sub) {
        if (2 * (size + 1) > mains.length) {
            grow();
        }
        int place = place(main, sub);
        if (mains[place] == 0) {
            mains[place] = main;
            subs[place] = sub;
            size++;
        }
    }

    boolean contains(long main, long sub) {
        return mains[place(main, sub)] == main;
    }

    /** Where the revision is, or the free place where it would be. */
    private int place(long main, long sub) {
        int mask = mains.length - 1;
        int place = Long.hashCode((main * 31 + sub) * 0x9E3779B97F4A7C15L) & mask;
        while (mains[place] != 0 && (mains[place] != main || subs[place] != sub)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldMains = mains;
        long[] oldSubs = subs;
        mains = new long[2 * oldMains.length];
        subs = new long[2 * oldSubs.length];
        size = 0;
        for (int i = 0; i < oldMains.length; i++) {
            if (oldMains[i] != 0) {
                add(oldMains[i], oldSubs[i]);
            }
        }
    }
}
