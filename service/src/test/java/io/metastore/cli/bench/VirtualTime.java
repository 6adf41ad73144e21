package io.metastore.cli.bench;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/** A clock that jumps to the next task. */
final class VirtualTime implements Timer, LongSupplier {
    private record Task(long nanos, long order, Runnable run) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::nanos).thenComparing(Task::order));
    private long now;
    private long order;

    VirtualTime(long start) {
        now = start;
    }

    @Override
    public long getAsLong() {
        return now;
    }

    @Override
    public void at(long nanos, Runnable task) {
        tasks.add(new Task(Math.max(nanos, now), order++, task));
    }

    void advance(long nanos) {
        now += nanos;
    }

    /** Runs tasks, and those they make, until there are none. */
    void runAll() {
        for (Task next = tasks.poll(); next != null; next = tasks.poll()) {
            now = next.nanos();
            next.run().run();
        }
    }
}
