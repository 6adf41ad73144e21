package io.metastore.engine.rocksdb;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Guards something native: it is released when its owner has closed it and nobody uses it any more,
 * so that no thread can ever touch freed memory. Any thread.
 */
final class UseCount {
    private final Runnable release;

    /** Users, and one for the owner until it closes. */
    private final AtomicInteger users = new AtomicInteger(1);

    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param release runs once, on the thread that lets go last
     */
    UseCount(Runnable release) {
        this.release = release;
    }

    /** Becomes a user, who has to {@link #leave}; false when the owner has closed. */
    boolean enter() {
        if (closed.get()) {
            return false;
        }
        int count = users.get();
        while (count > 0) {
            if (users.compareAndSet(count, count + 1)) {
                return true;
            }
            count = users.get();
        }
        return false;
    }

    void leave() {
        if (users.decrementAndGet() == 0) {
            release.run();
        }
    }

    /** The owner lets go; a second call does nothing. */
    void close() {
        if (closed.compareAndSet(false, true)) {
            leave();
        }
    }
}
