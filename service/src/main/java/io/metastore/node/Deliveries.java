package io.metastore.node;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Answers gathered by the executor they belong to, so that each event loop is woken once for many.
 * Confined to one thread at a time.
 */
final class Deliveries {
    private final Map<Executor, List<Runnable>> byExecutor = new IdentityHashMap<>();

    void add(Executor executor, Runnable delivery) {
        byExecutor.computeIfAbsent(executor, unused -> new ArrayList<>()).add(delivery);
    }

    /** Hands every group to its executor and starts over. */
    void flush() {
        if (byExecutor.isEmpty()) {
            return;
        }
        byExecutor.forEach(Deliveries::deliver);
        byExecutor.clear();
    }

    private static void deliver(Executor executor, List<Runnable> group) {
        try {
            executor.execute(() -> group.forEach(Runnable::run));
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and its connections with it: nobody is left to be told.
            group.clear();
        }
    }
}
