package io.metastore.node;

import java.util.function.LongSupplier;

/**
 * How the time of applying is measured. Measuring only: what is applied does not depend on it.
 *
 * @param slowApplyNanos from when on applying an entry counts as slow
 * @param durations told how long commits and snapshots took
 */
record ReplicaTiming(LongSupplier nanoTime, long slowApplyNanos, NodeDurations durations) {}
