package io.metastore.cli.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one phase.
 *
 * @param notSent requests that were due and did not find a free client before the end
 * @param unanswered requests whose answer was not waited for any longer
 * @param interrupted whether the user ended it
 * @param failure why the cluster ended it, or null
 */
record Outcome(
        List<SeriesResult> series,
        long notSent,
        long unanswered,
        boolean interrupted,
        @Nullable String failure) {
    Outcome {
        series = List.copyOf(series);
    }

    /** Whether it ended before its time. */
    boolean isEarly() {
        return interrupted || failure != null;
    }
}
