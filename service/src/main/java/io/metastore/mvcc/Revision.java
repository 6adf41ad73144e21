package io.metastore.mvcc;

/**
 * The place of one change in history.
 *
 * @param main counts the transactions that changed something
 * @param sub counts the changes inside one of them, from 0
 */
public record Revision(long main, long sub) implements Comparable<Revision> {
    /** Refuses what cannot be the place of a change. */
    public Revision {
        if (main < 0 || sub < 0) {
            throw new IllegalArgumentException("negative revision " + main + "_" + sub);
        }
    }

    @Override
    public int compareTo(Revision other) {
        int byMain = Long.compare(main, other.main);
        return byMain != 0 ? byMain : Long.compare(sub, other.sub);
    }
}
