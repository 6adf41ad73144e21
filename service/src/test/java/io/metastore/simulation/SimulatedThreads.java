package io.metastore.simulation;

import io.metastore.node.NodeExecutors;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** The threads of one run of a member, each one lane of the scheduler. */
final class SimulatedThreads implements NodeExecutors {
    private static final long SHORT_NANOS_MAX = 200_000;
    private static final long LONG_NANOS_MAX = 5_000_000;

    private final SimulatedExecutor timer;
    private final SimulatedExecutor background;
    private final SimulatedExecutor snapshots;
    private final SimulatedExecutor defragmentation;
    private final SimulatedExecutor replays;
    private final SimulatedExecutor hashes;
    private final SimulatedExecutor backups;
    private final SimulatedExecutor workers;

    SimulatedThreads(Scheduler scheduler, Process process) {
        timer = new SimulatedExecutor(scheduler.lane(process, "timer"), SHORT_NANOS_MAX);
        background = new SimulatedExecutor(scheduler.lane(process, "background"), LONG_NANOS_MAX);
        snapshots = new SimulatedExecutor(scheduler.lane(process, "snapshots"), LONG_NANOS_MAX);
        defragmentation =
                new SimulatedExecutor(scheduler.lane(process, "defragmentation"), LONG_NANOS_MAX);
        replays = new SimulatedExecutor(scheduler.lane(process, "replays"), LONG_NANOS_MAX);
        hashes = new SimulatedExecutor(scheduler.lane(process, "hashes"), LONG_NANOS_MAX);
        backups = new SimulatedExecutor(scheduler.lane(process, "backups"), LONG_NANOS_MAX);
        workers = new SimulatedExecutor(scheduler.lane(process, "workers"), LONG_NANOS_MAX);
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
        List.of(timer, background, snapshots, defragmentation, replays, hashes, backups, workers)
                .forEach(SimulatedExecutor::shutdownNow);
    }
}
