package io.metastore.watch;

import java.util.concurrent.atomic.AtomicLong;

/** Counters of watching, for metrics. May be read on any thread; values are momentary. */
public final class WatchStats {
    private final AtomicLong watchers = new AtomicLong();
    private final AtomicLong streams = new AtomicLong();
    private final AtomicLong slowWatchers = new AtomicLong();
    private final AtomicLong pendingEvents = new AtomicLong();
    private final AtomicLong events = new AtomicLong();

    WatchStats() {}

    /** Watchers there are. */
    public long watchers() {
        return watchers.get();
    }

    /** Open streams. */
    public long streams() {
        return streams.get();
    }

    /** Watchers that are reading history instead of following live. */
    public long slowWatchers() {
        return slowWatchers.get();
    }

    /** Events that wait in buffers of streams. */
    public long pendingEvents() {
        return pendingEvents.get();
    }

    /** Events handed to streams since the start, each counted once per watcher. */
    public long eventsTotal() {
        return events.get();
    }

    void addWatchers(long delta) {
        watchers.addAndGet(delta);
    }

    void addStreams(long delta) {
        streams.addAndGet(delta);
    }

    void addSlowWatchers(long delta) {
        slowWatchers.addAndGet(delta);
    }

    void eventsQueued(long count) {
        pendingEvents.addAndGet(count);
        events.addAndGet(count);
    }

    void eventsSettled(long count) {
        pendingEvents.addAndGet(-count);
    }
}
