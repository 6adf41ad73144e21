package io.metastore.watch;

import io.metastore.api.EtcdError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings every revision to every watcher that wants it.
 *
 * <p>Threads: {@link #publish}, {@link #publishBatch}, {@link #reset} and {@link #compacted} are
 * called by the apply thread, {@link #tick} by a timer, {@link #open} by any thread. The
 * package-private methods are called by event loops. All of them hold the one lock for a moment; no
 * foreign code runs under it except the random generator.
 *
 * <p>Hand-over between live events and history. Let R be the hub's revision. At any time, under the
 * lock:
 *
 * <ol>
 *   <li>A synced watcher is in the index, and each of its events up to R is in its stream's inbox
 *       or has left it.
 *   <li>An unsynced watcher is not in the index, has a cursor C ≤ R, and the same holds for its
 *       events before C. Those from C on are in history, because a revision is published only once
 *       the store shows it.
 * </ol>
 *
 * <p>Publishing revision r adds it to the inboxes of synced watchers and sets R = r in one step. An
 * inbox that is full turns the watcher to unsynced with C = r instead, and so does, for a watcher
 * that wants them, a revision that comes without the versions before. A page of history that ends
 * before revision N moves C to N; if then C > R, the watcher becomes synced in the same step: what
 * was published before that step is ≤ R and was read, what is published after it goes through the
 * index. So there is neither a gap nor a repetition, and the apply thread waits for nobody. The
 * stream keeps the order: it empties its inbox before it appends a page, and an unsynced watcher
 * gets nothing into the inbox.
 */
public final class WatchHub implements AutoCloseable {
    private final Object lock = new Object();
    private final WatchEnvironment environment;
    private final WatchLimits limits;
    private final WatchStats stats = new WatchStats();
    private final RangeIndex<Watcher> index = new RangeIndex<>();
    private final Set<WatchStream> streams = new LinkedHashSet<>();
    private long revision;
    private long compactRevision;

    /** Watchers that want the version before; changed under the lock, read without it. */
    private volatile int prevKvWatchers;

    private boolean closed;

    /** A hub for a store that is at {@code initialRevision}. */
    public WatchHub(WatchEnvironment environment, WatchLimits limits, long initialRevision) {
        this.environment = environment;
        this.limits = limits;
        this.revision = initialRevision;
        this.compactRevision = environment.history().compactRevision();
    }

    /** Counters for metrics. */
    public WatchStats stats() {
        return stats;
    }

    /**
     * Opens a stream.
     *
     * @param sink the client's side
     * @param eventLoop runs one task at a time in order; every call to the stream and to the sink
     *     is made on it
     */
    public WatchStream open(WatchSink sink, Executor eventLoop) {
        WatchStream stream = new WatchStream(this, new WatchStream.Wiring(sink, eventLoop));
        boolean opened;
        synchronized (lock) {
            opened = !closed && streams.add(stream);
        }
        if (opened) {
            stats.addStreams(1);
        } else {
            stream.failLater(EtcdError.STOPPED);
        }
        return stream;
    }

    /** Publishes one revision; see {@link #publishBatch}. */
    public void publish(long newRevision, List<Change> changes) {
        publishBatch(List.of(new RevisionChanges(newRevision, changes)));
    }

    /**
     * Publishes revisions the store already shows, ascending. Each stream they concern is woken at
     * most once.
     *
     * @throws IllegalStateException if a revision is not greater than the one before
     */
    public void publishBatch(List<RevisionChanges> batch) {
        Set<Inbox> touched = new LinkedHashSet<>();
        synchronized (lock) {
            for (RevisionChanges changes : batch) {
                publishUnderLock(changes, touched);
            }
            touched.removeIf(inbox -> !inbox.requestWakeUp());
        }
        touched.forEach(inbox -> inbox.stream().wakeUp());
    }

    /**
     * Continues with a state that was replaced as a whole and is at {@code newRevision}. Watchers
     * read from history what they missed; those that compaction has overtaken are canceled.
     *
     * @throws IllegalStateException if the state would go back
     */
    public void reset(long newRevision) {
        long newCompactRevision = environment.history().compactRevision();
        Set<Inbox> touched = new LinkedHashSet<>();
        synchronized (lock) {
            if (newRevision < revision) {
                throw new IllegalStateException(
                        "reset to revision %d from %d".formatted(newRevision, revision));
            }
            long next = revision + 1;
            revision = newRevision;
            compactRevision = newCompactRevision;
            for (Watcher watcher : index.values()) {
                long cursor = Math.max(watcher.cursor(), next);
                if (cursor <= newRevision) {
                    unsync(watcher, cursor);
                    touched.add(watcher.inbox());
                }
            }
            touched.removeIf(inbox -> !inbox.requestWakeUp());
        }
        touched.forEach(inbox -> inbox.stream().wakeUp());
    }

    /** Notes a compaction. Unsynced watchers that are behind it are canceled at their next turn. */
    public void compacted(long newCompactRevision) {
        synchronized (lock) {
            compactRevision = Math.max(compactRevision, newCompactRevision);
        }
    }

    /**
     * Looks which streams are due for progress notifications. To be called several times per
     * progress interval.
     *
     * @param nowNanos a monotone clock such as {@link System#nanoTime()}
     */
    public void tick(long nowNanos) {
        List<WatchStream> due;
        synchronized (lock) {
            due =
                    streams.stream()
                            .filter(stream -> stream.inbox().progressDue(nowNanos, this::pause))
                            .toList();
        }
        due.forEach(WatchStream::progressDueLater);
    }

    /** Ends all streams; new ones are refused. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        forEachStream(stream -> stream.failLater(EtcdError.STOPPED));
    }

    /**
     * Whether a watcher wants to see the version before a change. A change that does not have it
     * because there was no such watcher yet is read from history by those that came meanwhile. Any
     * thread.
     */
    public boolean isPrevKvWanted() {
        return prevKvWatchers > 0;
    }

    WatchEnvironment environment() {
        return environment;
    }

    WatchLimits limits() {
        return limits;
    }

    long revision() {
        synchronized (lock) {
            return revision;
        }
    }

    /** Lets a watcher begin; returns the revision that its beginning refers to. */
    long add(Watcher watcher) {
        stats.addWatchers(1);
        synchronized (lock) {
            watcher.inbox().countProgress(watcher.spec().progressNotify() ? 1 : 0);
            countPrevKv(watcher, 1);
            long start = watcher.spec().startRevision();
            if (start == 0 || start > revision) {
                watcher.moveTo(Math.max(start, revision + 1));
                sync(watcher);
            } else {
                watcher.moveTo(start);
                watcher.inbox().unsynced().add(watcher);
                stats.addSlowWatchers(1);
            }
            return revision;
        }
    }

    /** Ends a watcher; returns the revision this happened at. */
    long remove(Watcher watcher) {
        synchronized (lock) {
            detach(watcher);
            return revision;
        }
    }

    /** Ends a stream with these watchers, which are all it has. */
    void remove(WatchStream stream, Iterable<Watcher> watchers) {
        synchronized (lock) {
            if (streams.remove(stream)) {
                stats.addStreams(-1);
            }
            watchers.forEach(this::detach);
            stream.inbox().clear();
        }
    }

    /** Ends a stream whose event loop is gone and cannot be asked for its watchers. */
    void abandon(WatchStream stream) {
        synchronized (lock) {
            List<Watcher> watchers = new ArrayList<>(stream.inbox().unsynced());
            index.values().stream()
                    .filter(watcher -> watcher.inbox() == stream.inbox())
                    .forEach(watchers::add);
            remove(stream, watchers);
        }
    }

    /** Looks what there is for a stream that has sent everything it took before. */
    Taken take(Inbox inbox, List<Watcher> askedAbout, boolean mayRead) {
        synchronized (lock) {
            List<Delivery> deliveries = inbox.take();
            List<Watcher> compacted = mayRead ? takeCompacted(inbox) : List.of();
            return new Taken(
                    deliveries,
                    compacted,
                    compactRevision,
                    revision,
                    inbox.unsynced().isEmpty(),
                    synced(askedAbout),
                    mayRead ? nextCatchUp(inbox) : null);
        }
    }

    /** Moves on the watchers that a page of history was read for. */
    void advance(Inbox inbox, CatchUp.Result result) {
        synchronized (lock) {
            for (CatchUp.Member member : result.request().members()) {
                Watcher watcher = member.watcher();
                if (watcher.cursor() >= result.nextRevision()
                        || !inbox.unsynced().remove(watcher)) {
                    continue;
                }
                watcher.moveTo(result.nextRevision());
                if (watcher.cursor() > revision) {
                    stats.addSlowWatchers(-1);
                    sync(watcher);
                } else {
                    inbox.unsynced().add(watcher);
                }
            }
        }
    }

    /** Watchers and tree nodes that publishing has looked at. */
    long visits() {
        synchronized (lock) {
            return index.visits();
        }
    }

    private void publishUnderLock(RevisionChanges published, Set<Inbox> touched) {
        long next = published.revision();
        if (next <= revision) {
            throw new IllegalStateException(
                    "revision %d published after %d".formatted(next, revision));
        }
        List<Watcher> readers = new ArrayList<>();
        boolean complete = published.isComplete();
        for (Change change : published.changes()) {
            SharedEvent event = new SharedEvent(change);
            index.forEachMatch(
                    change.kv().getKey(),
                    watcher -> {
                        if (next < watcher.cursor() || !watcher.spec().wants(change.type())) {
                            return;
                        }
                        touched.add(watcher.inbox());
                        // A revision comes as a whole, from here or from history.
                        boolean here = complete || !watcher.spec().prevKv();
                        if (here && watcher.inbox().admits(next)) {
                            watcher.inbox().add(watcher, next, event.forWatcher(watcher));
                        } else {
                            readers.add(watcher);
                        }
                    });
        }
        readers.forEach(watcher -> unsync(watcher, next));
        revision = next;
    }

    private void sync(Watcher watcher) {
        watcher.setSynced(true);
        index.add(watcher.spec().range(), watcher);
    }

    private void unsync(Watcher watcher, long cursor) {
        if (watcher.synced()) {
            index.remove(watcher.spec().range(), watcher);
            watcher.setSynced(false);
            watcher.moveTo(cursor);
            watcher.inbox().unsynced().add(watcher);
            stats.addSlowWatchers(1);
        }
    }

    private void detach(Watcher watcher) {
        if (watcher.synced()) {
            index.remove(watcher.spec().range(), watcher);
            watcher.setSynced(false);
        } else if (watcher.inbox().unsynced().remove(watcher)) {
            stats.addSlowWatchers(-1);
        } else {
            return;
        }
        stats.addWatchers(-1);
        watcher.inbox().countProgress(watcher.spec().progressNotify() ? -1 : 0);
        countPrevKv(watcher, -1);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // The lock is held.
    private void countPrevKv(Watcher watcher, int more) {
        if (watcher.spec().prevKv()) {
            prevKvWatchers += more;
        }
    }

    private static List<Watcher> synced(List<Watcher> askedAbout) {
        return askedAbout.isEmpty()
                ? askedAbout
                : askedAbout.stream().filter(Watcher::synced).toList();
    }

    private List<Watcher> takeCompacted(Inbox inbox) {
        if (inbox.unsynced().isEmpty()) {
            return List.of();
        }
        List<Watcher> compacted =
                inbox.unsynced().stream()
                        .limit(limits.catchUpWatchersMax())
                        .filter(watcher -> watcher.cursor() < compactRevision)
                        .toList();
        compacted.forEach(this::detach);
        return compacted;
    }

    /** Plans a read for the watcher whose turn it is, together with others that are about there. */
    private @Nullable CatchUp nextCatchUp(Inbox inbox) {
        if (inbox.unsynced().isEmpty()) {
            return null;
        }
        List<CatchUp.Member> members = new ArrayList<>();
        long head = 0;
        int seen = 0;
        for (Watcher watcher : inbox.unsynced()) {
            if (seen++ == limits.catchUpWatchersMax()) {
                break;
            }
            long cursor = watcher.cursor();
            head = members.isEmpty() ? cursor : head;
            if (cursor >= head && cursor - head < limits.catchUpRevisionsMax()) {
                members.add(new CatchUp.Member(watcher, cursor));
            }
        }
        return members.isEmpty() ? null : new CatchUp(members, revision);
    }

    private long pause() {
        long interval = limits.progressIntervalNanos();
        return interval + environment.random().nextLong(interval / 10 + 1);
    }

    private void forEachStream(Consumer<WatchStream> action) {
        List<WatchStream> open;
        synchronized (lock) {
            open = List.copyOf(streams);
        }
        open.forEach(action);
    }
}
