package io.metastore.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** An event loop that runs its tasks at once, or when the test lets it go on. */
final class ManualEventLoop implements Executor {
    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean holding;
    private boolean ended;
    private int wakeUps;

    @Override
    public void execute(Runnable task) {
        if (ended) {
            throw new RejectedExecutionException("ended");
        }
        wakeUps++;
        if (holding) {
            held.add(task);
        } else {
            task.run();
        }
    }

    /** Tasks taken so far. */
    int wakeUps() {
        return wakeUps;
    }

    /** Begins a turn: what comes from now on runs after it. */
    void hold() {
        holding = true;
    }

    void goOn() {
        holding = false;
        while (!held.isEmpty()) {
            held.removeFirst().run();
        }
    }

    void end() {
        ended = true;
    }
}
