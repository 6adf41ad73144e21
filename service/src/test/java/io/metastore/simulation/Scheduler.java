package io.metastore.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time, and the one order of all steps. Time passes only from one step to the next; a step
 * takes none. The same seed makes the same steps.
 */
final class Scheduler {
    /** What is remembered of the past, for a failure. */
    static final int TRACE_LINES_MAX = 300;

    private record Step(long atNanos, Lane lane, long sequence, String what, Runnable task) {}

    private record Line(long atNanos, String who, String lane, String what) {
        @Override
        public String toString() {
            return "%.6f %s %s: %s".formatted(atNanos / 1e9, who, lane, what);
        }
    }

    private final PriorityQueue<Step> queue =
            new PriorityQueue<>(
                    Comparator.comparingLong(Step::atNanos)
                            .thenComparingInt(step -> step.lane().id())
                            .thenComparingLong(Step::sequence));
    private final Deque<Line> trace = new ArrayDeque<>();
    private final long seed;
    private int lanes;
    private long nowNanos;
    private long digest;
    private long steps;
    private final Map<String, Long> counts = new TreeMap<>();
    private @Nullable AssertionError failure;

    Scheduler(long seed) {
        this.seed = seed;
    }

    long nowNanos() {
        return nowNanos;
    }

    long nowMillis() {
        return nowNanos / 1_000_000;
    }

    /** Steps made so far. */
    long steps() {
        return steps;
    }

    /** A number that is the same for two runs with the same steps, and hardly for others. */
    long digest() {
        return digest;
    }

    Lane lane(Process process, String name) {
        int id = lanes++;
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + id);
        return new Lane(this, process, name, id, random);
    }

    void enqueue(Lane lane, long sequence, long atNanos, String what, Runnable task) {
        if (lane.process().isAlive()) {
            queue.add(new Step(atNanos, lane, sequence, what, task));
        }
    }

    /** Lets time pass and makes every step that is due by then. */
    void runUntil(long endNanos) {
        while (!queue.isEmpty() && queue.peek().atNanos() <= endNanos) {
            step(queue.remove());
        }
        nowNanos = Math.max(nowNanos, endNanos);
    }

    void runFor(long millis) {
        runUntil(nowNanos + millis * 1_000_000);
    }

    private void step(Step step) {
        Process process = step.lane().process();
        if (!process.isAlive()) {
            return;
        }
        long readyNanos = step.lane().readyNanos();
        if (readyNanos > step.atNanos()) {
            queue.add(new Step(readyNanos, step.lane(), step.sequence(), step.what(), step.task()));
            return;
        }
        nowNanos = step.atNanos();
        steps++;
        mix(nowNanos);
        mix(step.lane().id());
        remember(new Line(nowNanos, process.name(), step.lane().name(), step.what()));
        try {
            step.task().run();
        } catch (Crash e) {
            if (process.isAlive()) {
                throw e;
            }
        } catch (RuntimeException | AssertionError e) {
            // A process that has ended may stumble on its way out.
            if (process.isAlive()) {
                throw e;
            }
        }
        process.stepped(step.lane().name(), step.what());
        if (failure != null) {
            throw failure;
        }
    }

    /** Ends the simulation after this step, also where an exception would be caught. */
    void fail(AssertionError cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    /** Notes what happened within a step. */
    void trace(Process process, String lane, String what) {
        mix(what.hashCode());
        remember(new Line(nowNanos, process.name(), lane, what));
    }

    /** Counts something that a run should have exercised. */
    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    Map<String, Long> counts() {
        return counts;
    }

    private void mix(long value) {
        digest = (digest ^ value) * 0x100000001B3L;
        digest ^= digest >>> 29;
    }

    private void remember(Line line) {
        if (trace.size() == TRACE_LINES_MAX) {
            trace.removeFirst();
        }
        trace.addLast(line);
    }

    /** The last steps, the oldest first. */
    List<String> lastSteps() {
        List<String> lines = new ArrayList<>();
        trace.forEach(line -> lines.add(line.toString()));
        return lines;
    }
}
