package io.metastore.simulation;

import org.jspecify.annotations.Nullable;

/**
 * Something that can die between two steps, with everything it has in memory: one run of a member.
 * What it left in the queue of the scheduler is never carried out.
 */
final class Process {
    private final Scheduler scheduler;
    private final String name;
    private final long clockOffsetNanos;
    private final Runnable onCrash;
    private boolean alive = true;
    private long resumeNanos;
    private long stepsToCrash = -1;
    private long steps;
    private @Nullable String awaitedHop;
    private int occasions;
    private Runnable harm = () -> {};

    /**
     * @param clockOffsetNanos what its monotone clock shows when virtual time begins
     * @param onCrash takes the process out of the world
     */
    Process(Scheduler scheduler, String name, long clockOffsetNanos, Runnable onCrash) {
        this.scheduler = scheduler;
        this.name = name;
        this.clockOffsetNanos = clockOffsetNanos;
        this.onCrash = onCrash;
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return alive;
    }

    long nanoTime() {
        return scheduler.nowNanos() + clockOffsetNanos;
    }

    /** Steps it has made. */
    long steps() {
        return steps;
    }

    long resumeNanos() {
        return resumeNanos;
    }

    /** Does nothing until then; its clock goes on. */
    void pauseUntil(long nanos) {
        resumeNanos = Math.max(resumeNanos, nanos);
    }

    /** Crashes after that many further steps. */
    void crashAfter(long stepsFromNow) {
        stepsToCrash = stepsFromNow;
    }

    /** Takes back what was to happen. */
    void disarm() {
        stepsToCrash = -1;
        awaitedHop = null;
    }

    /** Ends it here and now; whatever calls this must not go on. */
    void crash() {
        if (alive) {
            alive = false;
            scheduler.trace(this, "crash", "after step " + steps);
            onCrash.run();
        }
    }

    /** Ends it without a crash: it has closed everything itself. */
    void exit() {
        alive = false;
    }

    /**
     * Does something right after a step of a kind.
     *
     * @param hop the name of the lane and of the step
     * @param occasion 1 for the next such step
     */
    void afterHop(String hop, int occasion, Runnable harm) {
        awaitedHop = hop;
        occasions = occasion;
        this.harm = harm;
    }

    /** Counts a step that has been made. */
    void stepped(String lane, String what) {
        steps++;
        if (awaitedHop != null && awaitedHop.equals(lane + ":" + what) && --occasions == 0) {
            awaitedHop = null;
            harm.run();
        }
        if (stepsToCrash > 0 && --stepsToCrash == 0) {
            crash();
        }
    }
}
