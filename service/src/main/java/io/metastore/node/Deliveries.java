package io.metastore.node;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

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
        byExecutor.forEach(
                (executor, group) -> executor.execute(() -> group.forEach(Runnable::run)));
        byExecutor.clear();
    }
}
