package io.metastore.cli.bench;

import java.util.List;

/** A kind of load. All methods are called by one thread, in the order given here. */
interface Workload {
    /** What is measured, in the order of the report. */
    List<Series> series();

    /**
     * Makes on the cluster what the requests need; may block.
     *
     * @return what each client does
     */
    List<Operation> prepare();

    /** Waits, for a bounded time, for what comes after the last answer of a phase. */
    default void settle() {}

    /** Forgets what was measured, between the warm-up and the measurement. */
    default void reset() {
        series().forEach(Series::reset);
    }

    /** Takes away from the cluster what would otherwise cost it something. */
    default void finish() {}
}
