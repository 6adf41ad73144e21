package io.metastore.watch;

import org.jspecify.annotations.Nullable;

/**
 * One watcher of one stream. Its id and what it wants never change.
 *
 * <p>It is <em>synced</em> while it is in the hub's index and gets every matching change from
 * there, and <em>unsynced</em> while it waits for history from its cursor on.
 */
final class Watcher {
    private final long id;
    private final WatcherSpec spec;
    private final Inbox inbox;

    /** Guarded by the hub's lock: the first revision this watcher has not been handed yet. */
    private long cursor;

    /** Guarded by the hub's lock. */
    private boolean synced;

    /** Guarded by the hub's lock: what waits in the inbox and may still grow. */
    private @Nullable Delivery openDelivery;

    /** Of the event loop: whether the watcher has left its stream. */
    private boolean removed;

    /** Of the event loop: whether no events were sent since the last progress interval. */
    private boolean quiet = true;

    Watcher(long id, WatcherSpec spec, Inbox inbox) {
        this.id = id;
        this.spec = spec;
        this.inbox = inbox;
    }

    long id() {
        return id;
    }

    WatcherSpec spec() {
        return spec;
    }

    Inbox inbox() {
        return inbox;
    }

    long cursor() {
        return cursor;
    }

    void moveTo(long revision) {
        cursor = revision;
    }

    boolean synced() {
        return synced;
    }

    void setSynced(boolean synced) {
        this.synced = synced;
    }

    @Nullable Delivery openDelivery() {
        return openDelivery;
    }

    void setOpenDelivery(@Nullable Delivery delivery) {
        openDelivery = delivery;
    }

    boolean removed() {
        return removed;
    }

    void markRemoved() {
        removed = true;
    }

    boolean quiet() {
        return quiet;
    }

    void setQuiet(boolean quiet) {
        this.quiet = quiet;
    }
}
