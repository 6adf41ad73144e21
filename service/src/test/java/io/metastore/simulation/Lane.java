package io.metastore.simulation;

import java.util.SplittableRandom;

/**
 * One source of steps, such as a thread or a network link. It draws its delays from numbers of its
 * own, and the order of steps at the same time follows from the lanes; so a run depends on nothing
 * that differs between two runs, such as the order of a hash table.
 */
final class Lane {
    private static final long WAKE_NANOS_MAX = 3_000_000;
    private static final int LONG_FACTOR = 40;

    private final Scheduler scheduler;
    private final Process process;
    private final String name;
    private final int id;
    private final SplittableRandom random;
    private long sequence;
    private long lastNanos;
    private long pauseEndNanos;
    private long readyNanos;

    Lane(Scheduler scheduler, Process process, String name, int id, SplittableRandom random) {
        this.scheduler = scheduler;
        this.process = process;
        this.name = name;
        this.id = id;
        this.random = random;
    }

    int id() {
        return id;
    }

    String name() {
        return name;
    }

    Process process() {
        return process;
    }

    SplittableRandom random() {
        return random;
    }

    /** When the lane goes on after the last pause of its process; all do so in any order. */
    long readyNanos() {
        if (pauseEndNanos != process.resumeNanos()) {
            pauseEndNanos = process.resumeNanos();
            readyNanos = pauseEndNanos + upTo(WAKE_NANOS_MAX);
        }
        return readyNanos;
    }

    /** A random time up to a bound. */
    long upTo(long nanosMax) {
        return random.nextLong(nanosMax + 1);
    }

    /** Like {@link #upTo}, and now and then much longer. */
    long mostlyUpTo(long nanosMax) {
        return upTo(random.nextInt(10) == 0 ? LONG_FACTOR * nanosMax : nanosMax);
    }

    /** Carries out a step after a delay, whatever else the lane has to do. */
    void after(long delayNanos, String what, Runnable task) {
        scheduler.enqueue(this, ++sequence, scheduler.nowNanos() + delayNanos, what, task);
    }

    /** Carries out a step after a delay, and after every step that was given to this before. */
    void inOrder(long delayNanos, String what, Runnable task) {
        lastNanos = Math.max(lastNanos, scheduler.nowNanos() + delayNanos);
        scheduler.enqueue(this, ++sequence, lastNanos, what, task);
    }
}
