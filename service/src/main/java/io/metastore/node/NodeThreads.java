package io.metastore.node;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The node's own threads: one timer for short duties, one for work in the background, one for
 * compaction, one that writes snapshots, one that defragments, one for replays of history, one that
 * computes hashes, one for each backup and a few for large reads.
 */
final class NodeThreads implements NodeExecutors {
    /** Large reads that may wait for a worker; a further one runs on its caller's thread. */
    static final int WAITING_READS_MAX = 1024;

    private static final long STOP_SECONDS_MAX = 10;

    private final ScheduledExecutorService timer = scheduled("metastore-timer");
    private final ScheduledExecutorService background = scheduled("metastore-background");
    private final ExecutorService snapshots = single("metastore-snapshot");
    private final ExecutorService replays = single("metastore-replay");
    private final ExecutorService defragmentation = single("metastore-defragment");
    private final ExecutorService hashes = single("metastore-hash");
    private final ExecutorService backups =
            Executors.newFixedThreadPool(BackupService.BACKUPS_MAX, named("metastore-backup"));
    private final ExecutorService workers;

    NodeThreads(int workerThreads) {
        workers =
                new ThreadPoolExecutor(
                        workerThreads,
                        workerThreads,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING_READS_MAX),
                        named("metastore-worker"),
                        new ThreadPoolExecutor.CallerRunsPolicy());
    }

    @Override
    public ScheduledExecutorService timer() {
        return timer;
    }

    @Override
    public ScheduledExecutorService background() {
        return background;
    }

    @Override
    public Executor snapshots() {
        return snapshots;
    }

    @Override
    public Executor defragmentation() {
        return defragmentation;
    }

    @Override
    public Executor replays() {
        return replays;
    }

    @Override
    public Executor hashes() {
        return hashes;
    }

    @Override
    public Executor backups() {
        return backups;
    }

    @Override
    public Executor workers() {
        return workers;
    }

    @Override
    public void close() {
        ExecutorService[] all = {
            timer, background, replays, workers, snapshots, defragmentation, hashes, backups
        };
        for (ExecutorService executor : all) {
            executor.shutdownNow();
        }
        try {
            for (ExecutorService executor : all) {
                if (!executor.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("a thread of the node does not end");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ScheduledExecutorService scheduled(String name) {
        return Executors.newSingleThreadScheduledExecutor(named(name));
    }

    private static ExecutorService single(String name) {
        return Executors.newSingleThreadExecutor(named(name));
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
