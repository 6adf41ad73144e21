package io.metastore.engine.rocksdb.kill;

/** What the process is doing when it is killed. Constants with how often they are done. */
enum KillPoint {
    /** Nothing but batches; the engine's own flushes and compactions run in the background. */
    WRITE(2),
    FLUSH(4),
    DEFRAGMENT(1),
    CHECKPOINT(2),
    RESTORE(2);

    /** The sum of how often each is done. */
    static final int WEIGHTS = 11;

    private final int weight;

    KillPoint(int weight) {
        this.weight = weight;
    }

    /** Spreads the numbers below {@link #WEIGHTS} over the constants. */
    static KillPoint ofWeight(int number) {
        int left = number;
        for (KillPoint point : values()) {
            left -= point.weight;
            if (left < 0) {
                return point;
            }
        }
        throw new IllegalArgumentException("no kill point for " + number);
    }
}
