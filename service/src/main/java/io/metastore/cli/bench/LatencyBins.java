package io.metastore.cli.bench;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Latencies counted in steps of 1, 2, 5, 10, 20, 50 and so on, from the first to the last one. */
final class LatencyBins {
    private static final long[] STEPS = {1, 2, 5};
    private static final int DECADE = 10;

    /**
     * A step.
     *
     * @param upToMillis its end; its beginning is the end of the one before it
     */
    record Bin(double upToMillis, long count) {}

    private LatencyBins() {}

    static List<Bin> of(Histogram latencies) {
        List<Bin> bins = new ArrayList<>();
        long count = 0;
        int step = 0;
        for (HistogramIterationValue value : latencies.recordedValues()) {
            while (value.getValueIteratedTo() > end(step)) {
                add(bins, step, count);
                count = 0;
                step++;
            }
            count += value.getCountAddedInThisIterationStep();
        }
        if (count > 0) {
            add(bins, step, count);
        }
        return bins;
    }

    private static void add(List<Bin> bins, int step, long count) {
        // Steps before the first latency say nothing.
        if (count > 0 || !bins.isEmpty()) {
            bins.add(new Bin(Millis.of(end(step)), count));
        }
    }

    private static long end(int step) {
        long end = STEPS[step % STEPS.length];
        for (int i = 0; i < step / STEPS.length; i++) {
            end *= DECADE;
        }
        return end;
    }
}
