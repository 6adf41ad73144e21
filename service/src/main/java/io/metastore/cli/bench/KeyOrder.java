package io.metastore.cli.bench;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** In which order numbers below a bound are used: one after the other, or drawn by lot. */
final class KeyOrder {
    private final long count;
    private final boolean sequential;
    private final AtomicLong next = new AtomicLong();

    KeyOrder(long count, boolean sequential) {
        this.count = count;
        this.sequential = sequential;
    }

    /** The next number. Sequential numbers are handed out over all clients. */
    long next(SplittableRandom lots) {
        return sequential ? next.getAndIncrement() % count : lots.nextLong(count);
    }
}
