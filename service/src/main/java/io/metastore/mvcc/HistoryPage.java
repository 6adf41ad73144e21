package io.metastore.mvcc;

import java.util.List;

/**
 * A stretch of replayed history, whole revisions only.
 *
 * @param events in the order they happened
 * @param next the first revision that the page does not cover; beyond the last one that was asked
 *     for, or that exists, once the replay is complete
 */
public record HistoryPage(List<RecordedEvent> events, long next) {
    /** Makes the list unmodifiable. */
    public HistoryPage {
        events = List.copyOf(events);
    }
}
