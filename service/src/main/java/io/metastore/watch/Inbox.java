package io.metastore.watch;

import io.metastore.api.mvccpb.Event;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What the hub keeps for one stream: the deliveries that wait for its event loop, and its unsynced
 * watchers in the order in which they get their turn. Everything here is guarded by the hub's lock.
 *
 * <p>Deliveries count against the bounds until the stream asks for more, which it does only when
 * those it took have been sent.
 */
final class Inbox {
    private final WatchStream stream;
    private final WatchLimits limits;
    private final WatchStats stats;
    private final Set<Watcher> unsynced = new LinkedHashSet<>();
    private List<Delivery> waiting = new ArrayList<>();
    private List<Delivery> taken = List.of();
    private long waitingBytes;
    private long takenBytes;
    private long decidedRevision;
    private boolean admitting;
    private boolean wakeUpPending;
    private int progressWatchers;
    private boolean progressScheduled;
    private long nextProgressNanos;

    Inbox(WatchStream stream, WatchLimits limits, WatchStats stats) {
        this.stream = stream;
        this.limits = limits;
        this.stats = stats;
    }

    WatchStream stream() {
        return stream;
    }

    Set<Watcher> unsynced() {
        return unsynced;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * Whether events of {@code revision} are taken. Decided once per revision, so that a watcher
     * gets a revision whole or not at all.
     */
    boolean admits(long revision) {
        if (decidedRevision != revision) {
            decidedRevision = revision;
            admitting =
                    waiting.size() + taken.size() < limits.bufferedResponsesMax()
                            && waitingBytes + takenBytes < limits.bufferedBytesMax();
        }
        return admitting;
    }

    void add(Watcher watcher, long revision, Event event) {
        Delivery delivery = watcher.openDelivery();
        if (delivery == null || !delivery.accepts(revision, limits)) {
            delivery = new Delivery(watcher);
            watcher.setOpenDelivery(delivery);
            waiting.add(delivery);
        }
        long before = delivery.bytes();
        delivery.add(revision, event);
        waitingBytes += delivery.bytes() - before;
        stats.eventsQueued(1);
    }

    /** Hands over what waits; what was taken before has been sent. */
    List<Delivery> take() {
        settle(taken);
        for (Delivery delivery : waiting) {
            delivery.watcher().setOpenDelivery(null);
        }
        taken = waiting;
        takenBytes = waitingBytes;
        waiting = new ArrayList<>();
        waitingBytes = 0;
        wakeUpPending = false;
        return taken;
    }

    void clear() {
        settle(taken);
        settle(waiting);
        taken = List.of();
        waiting = new ArrayList<>();
        unsynced.clear();
    }

    /** Whether the stream has to be woken; false while it is about to look anyway. */
    boolean requestWakeUp() {
        boolean needed = !wakeUpPending;
        wakeUpPending = true;
        return needed;
    }

    /** Counts watchers that want progress notifications. */
    void countProgress(int delta) {
        progressWatchers += delta;
    }

    /** Whether a progress interval has ended; the first one begins with the first call. */
    boolean progressDue(long nowNanos, LongSupplier pauseNanos) {
        boolean ended = progressScheduled && nowNanos - nextProgressNanos >= 0;
        if (ended || !progressScheduled) {
            progressScheduled = true;
            nextProgressNanos = nowNanos + pauseNanos.getAsLong();
        }
        return ended && progressWatchers > 0;
    }

    private void settle(List<Delivery> deliveries) {
        deliveries.forEach(delivery -> stats.eventsSettled(delivery.events().size()));
    }
}
