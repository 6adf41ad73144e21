package io.metastore.node;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** Where a node does what is not done on a thread of its caller or of the log. */
public interface NodeExecutors extends AutoCloseable {
    /** One thread for short duties. */
    ScheduledExecutorService timer();

    /** One thread for work that may take a while. */
    ScheduledExecutorService background();

    /** One thread that writes snapshots. */
    Executor snapshots();

    /** One thread that defragments. */
    Executor defragmentation();

    /** One thread that reads history for watchers. */
    Executor replays();

    /** One thread that computes hashes. */
    Executor hashes();

    /** A thread for each backup that may be sent at the same time. */
    Executor backups();

    /** A few threads for large reads. */
    Executor workers();

    /** Stops every thread; what had not begun is dropped, what runs is waited for a while. */
    @Override
    void close();
}
