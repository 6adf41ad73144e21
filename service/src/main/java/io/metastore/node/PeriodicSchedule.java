package io.metastore.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * Keeps the history of a period of time. The revision is sampled ten times in an interval, which is
 * the period but at most an hour. When the first period is over, and then after each interval, the
 * oldest sample is compacted to, which is a period and a tick old. What failed is tried again at
 * the next tick. The same timing as etcd's.
 */
final class PeriodicSchedule implements CompactionSchedule {
    private static final long INTERVAL_MILLIS_MAX = 3_600_000;
    private static final int SAMPLES_PER_INTERVAL = 10;

    private final long intervalMillis;
    private final long tickMillis;
    private final long samplesMax;
    private final Deque<Long> samples = new ArrayDeque<>();
    private long lastMillis;

    /** What has to pass since the last compaction; at first the whole period. */
    private long waitMillis;

    PeriodicSchedule(long periodMillis, long nowMillis, long revision) {
        intervalMillis = Math.min(periodMillis, INTERVAL_MILLIS_MAX);
        tickMillis = Math.max(1, intervalMillis / SAMPLES_PER_INTERVAL);
        samplesMax = periodMillis / tickMillis + 1;
        waitMillis = periodMillis;
        lastMillis = nowMillis;
        samples.addLast(revision);
    }

    @Override
    public long tickMillis() {
        return tickMillis;
    }

    @Override
    public OptionalLong tick(long nowMillis, long revision, boolean leads) {
        OptionalLong due = OptionalLong.empty();
        if (leads && nowMillis - lastMillis >= waitMillis) {
            waitMillis = intervalMillis;
            due = OptionalLong.of(samples.getFirst());
        }
        samples.addLast(revision);
        if (samples.size() > samplesMax) {
            samples.removeFirst();
        }
        return due;
    }

    @Override
    public void compacted(long nowMillis, long revision) {
        lastMillis = nowMillis;
    }
}
