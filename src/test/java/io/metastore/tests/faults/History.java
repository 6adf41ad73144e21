package io.metastore.tests.faults;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the clients know of their writes. Safe for use by many threads. */
final class History {
    private final Map<Write, Long> acknowledged = new ConcurrentHashMap<>();
    private final Queue<Write> unknown = new ConcurrentLinkedQueue<>();

    void acknowledge(Write write, long revision) {
        acknowledged.put(write, revision);
    }

    /** The write failed or timed out: it may have been carried out, now or later, or never. */
    void leaveUnknown(Write write) {
        unknown.add(write);
    }

    /** Writes with the revisions they were acknowledged at. */
    Map<Write, Long> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    int acknowledgedCount() {
        return acknowledged.size();
    }

    int unknownCount() {
        return unknown.size();
    }
}
