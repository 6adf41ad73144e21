package io.metastore.watch;

import io.metastore.api.mvccpb.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * Events of whole revisions on their way to one watcher: one response. Whoever holds it may add to
 * it; it is handed over once and not changed afterwards.
 */
final class Delivery {
    private final Watcher watcher;
    private final List<Event> events = new ArrayList<>(1);
    private long revision;
    private int revisions;
    private long bytes;

    Delivery(Watcher watcher) {
        this.watcher = watcher;
    }

    Watcher watcher() {
        return watcher;
    }

    List<Event> events() {
        return events;
    }

    /** The watcher has been handed every event up to this revision. */
    long revision() {
        return revision;
    }

    long bytes() {
        return bytes;
    }

    /** Whether an event of {@code next} may join: always in the revision this one is at. */
    boolean accepts(long next, WatchLimits limits) {
        return next == revision
                || (bytes < limits.responseBytesMax() && revisions < limits.catchUpRevisionsMax());
    }

    void add(long eventRevision, Event event) {
        if (eventRevision != revision) {
            revision = eventRevision;
            revisions++;
        }
        events.add(event);
        bytes += event.getSerializedSize();
    }

    /** Notes that there is nothing for the watcher between the last event and {@code through}. */
    void coverThrough(long through) {
        revision = through;
    }
}
