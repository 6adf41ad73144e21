package io.metastore.node;

import java.security.SecureRandom;
import java.util.function.LongSupplier;

/**
 * What a node has from outside besides its settings. Time, threads and chance are in here so that
 * whole clusters can be simulated.
 *
 * @param nanoTime a monotone clock of any origin
 * @param wallMillis the time since 1970
 * @param randomLongs numbers that no other node draws, this one's former starts included
 * @param durations told how long commits, snapshots and hashes took
 * @param events told of what somebody outside has to know
 */
public record NodeEnvironment(
        NodeExecutors executors,
        LongSupplier nanoTime,
        LongSupplier wallMillis,
        LongSupplier randomLongs,
        NodeDurations durations,
        NodeEvents events) {
    private static final int WORKER_THREADS = 2;

    /** The clocks of this machine and threads of its own. */
    public static NodeEnvironment ofThisMachine(NodeDurations durations, NodeEvents events) {
        return new NodeEnvironment(
                new NodeThreads(WORKER_THREADS),
                System::nanoTime,
                System::currentTimeMillis,
                new SecureRandom()::nextLong,
                durations,
                events);
    }
}
