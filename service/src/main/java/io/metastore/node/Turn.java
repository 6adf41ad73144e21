package io.metastore.node;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The turn of an event loop in which a request came; others may come in the same. */
final class Turn {
    private Turn() {}

    /** Runs a task when the turn is over, and at once when the event loop has ended. */
    static void atEnd(Executor eventLoop, Runnable task) {
        try {
            eventLoop.execute(task);
        } catch (RejectedExecutionException e) {
            // What others have gathered by now must not wait for a loop that is no more.
            task.run();
        }
    }
}
