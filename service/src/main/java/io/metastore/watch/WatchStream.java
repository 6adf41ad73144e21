package io.metastore.watch;

import io.metastore.api.EtcdError;
import io.metastore.api.EtcdException;
import io.metastore.api.WatchCancelReason;
import io.metastore.api.etcdserverpb.WatchCancelRequest;
import io.metastore.api.etcdserverpb.WatchCreateRequest;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One client's watch call: its watchers, and the one order in which everything about them leaves.
 *
 * <p>Threads: belongs to its event loop, where all public methods are called; only the methods
 * whose name ends in {@code Later} and {@link #wakeUp} come from elsewhere.
 *
 * <p>Order: responses leave through the outbox. When the client has taken all of it, the stream
 * asks the hub what there is, sends that, and asks again until there is nothing. In between it has
 * history read for its unsynced watchers, one page at a time. A page waits until the outbox is
 * empty and is appended after everything that waited in the inbox. A progress response is appended
 * after the deliveries of the same look at the hub and carries the revision of that look, so it
 * never runs ahead of an event.
 */
public final class WatchStream {
    /** Looks at the hub in one go, before other streams of the event loop get their turn. */
    private static final int LOOKS_MAX = 8;

    private static final String TOO_MANY_WATCHERS = "mvcc: too many watchers on the WatchStream";

    private final WatchHub hub;
    private final WatchLimits limits;
    private final Wiring wiring;
    private final Inbox inbox;
    private final Outbox outbox;
    private final WatchResponses responses;
    private final Watchers watchers = new Watchers();
    private List<Watcher> progressDue = List.of();
    private boolean progressRequested;

    /** From the plan of a read until its page has been appended. */
    private boolean reading;

    /** A page that waits until the client has taken everything before it. */
    private CatchUp.@Nullable Result page;

    private boolean closed;

    WatchStream(WatchHub hub, Wiring wiring) {
        this.hub = hub;
        this.limits = hub.limits();
        this.wiring = wiring;
        this.inbox = new Inbox(this, limits, hub.stats());
        this.outbox = new Outbox(wiring.sink());
        this.responses = new WatchResponses(hub.environment().headers(), limits.fragmentBytesMax());
    }

    /**
     * Whether the next request may come. A transport stops reading requests while this is false and
     * looks again after {@link #onReady()}; one that does not look has its stream ended when {@link
     * WatchLimits#controlResponsesMax()} answers wait.
     */
    public boolean hasRoom() {
        return outbox.answers() < limits.bufferedResponsesMax();
    }

    /** Creates a watcher, or refuses it with a response that is created and canceled. */
    public void create(WatchCreateRequest request) {
        if (!mayAnswer()) {
            return;
        }
        String refusal = refusal(request);
        if (!refusal.isEmpty()) {
            refuse(refusal);
            return;
        }
        long id = request.getWatchId() == 0 ? watchers.freeId() : request.getWatchId();
        Watcher watcher = new Watcher(id, WatcherSpec.of(request), inbox);
        watchers.add(watcher);
        outbox.addAnswer(responses.created(id, hub.add(watcher)));
        pump();
    }

    /**
     * Refuses a watcher for a reason known to the caller, such as a missing permission, in its
     * place among the other requests.
     */
    public void refuse(String reason) {
        if (mayAnswer()) {
            outbox.addAnswer(responses.refused(reason, hub.revision()));
            pump();
        }
    }

    /** Ends a watcher. An id that is not in use is ignored. */
    public void cancel(WatchCancelRequest request) {
        if (!mayAnswer()) {
            return;
        }
        Watcher watcher = watchers.remove(request.getWatchId());
        if (watcher != null) {
            outbox.addAnswer(responses.canceled(watcher.id(), hub.remove(watcher)));
            pump();
        }
    }

    /**
     * Asks for one progress response for all watchers. It comes when all of them are synced and
     * everything before it has been sent, and then only if there is a watcher and all have started.
     * Requests that wait count as one.
     */
    public void progress() {
        progressRequested = true;
        pump();
    }

    /** The client takes responses again. */
    public void onReady() {
        pump();
    }

    /** The call has ended: nothing is sent any more. */
    public void close() {
        if (!closed) {
            closed = true;
            watchers.all().forEach(Watcher::markRemoved);
            hub.remove(this, watchers.all());
            outbox.clear();
        }
    }

    Inbox inbox() {
        return inbox;
    }

    /** The hub has something. Called by the thread that publishes. */
    void wakeUp() {
        later(this::pump);
    }

    /** A progress interval has ended. Called by any thread. */
    void progressDueLater() {
        later(
                () -> {
                    progressDue = watchers.beginProgressInterval();
                    pump();
                });
    }

    /** Ends the call with an error. Called by any thread. */
    void failLater(EtcdError error) {
        later(() -> fail(error));
    }

    private String refusal(WatchCreateRequest request) {
        if (request.getStartRevision() < 0) {
            return WatchCancelReason.NEGATIVE_REVISION;
        }
        if (KeyRange.of(request.getKey(), request.getRangeEnd()).isEmpty()) {
            return WatchCancelReason.EMPTY_RANGE;
        }
        if (request.getWatchId() != 0 && watchers.isTaken(request.getWatchId())) {
            return WatchCancelReason.DUPLICATE_ID;
        }
        return watchers.size() < limits.watchersPerStreamMax() ? "" : TOO_MANY_WATCHERS;
    }

    private boolean mayAnswer() {
        if (!closed && outbox.answers() >= limits.controlResponsesMax()) {
            fail(EtcdError.TOO_MANY_REQUESTS);
        }
        return !closed;
    }

    private void pump() {
        for (int looks = 0; looks < LOOKS_MAX; looks++) {
            if (closed || !outbox.flush()) {
                return;
            }
            Taken taken = hub.take(inbox, progressDue, !reading);
            append(taken);
            if (taken.catchUp() != null) {
                read(taken.catchUp());
            }
            if (page != null) {
                append(page);
            } else if (outbox.isEmpty() && taken.deliveries().isEmpty()) {
                // What was taken is accounted for by the next look, also when nobody wanted it.
                return;
            }
        }
        later(this::pump);
    }

    private void append(Taken taken) {
        taken.deliveries().forEach(this::append);
        for (Watcher watcher : taken.compacted()) {
            watchers.remove(watcher.id());
            outbox.add(responses.compacted(watcher.id(), taken.compactRevision()));
        }
        for (Watcher watcher : taken.synced()) {
            if (!watcher.removed() && watcher.spec().startRevision() <= taken.revision()) {
                outbox.add(responses.progress(watcher.id(), taken.revision()));
            }
        }
        progressDue = List.of();
        if (progressRequested && taken.allSynced()) {
            progressRequested = false;
            if (watchers.size() > 0 && watchers.allStarted(taken.revision())) {
                outbox.add(responses.progress(WatchResponses.NO_WATCHER, taken.revision()));
            }
        }
    }

    private void append(Delivery delivery) {
        if (!delivery.watcher().removed()) {
            delivery.watcher().setQuiet(false);
            outbox.addAll(responses.events(delivery));
        }
    }

    /** Appends a page after what its watchers had in the inbox, and hands them over. */
    private void append(CatchUp.Result read) {
        read.deliveries().forEach(this::append);
        hub.advance(inbox, read);
        page = null;
        reading = false;
    }

    private void read(CatchUp catchUp) {
        reading = true;
        try {
            hub.environment().catchUpExecutor().execute(() -> readPage(catchUp));
        } catch (RejectedExecutionException e) {
            // The executor takes a task of every stream, so it refuses only when the node stops.
            fail(EtcdError.STOPPED);
        }
    }

    /** Runs on the catch-up executor. */
    private void readPage(CatchUp catchUp) {
        History history = hub.environment().history();
        try {
            CatchUp.Result result = catchUp.read(history, limits);
            later(() -> onPage(result));
        } catch (EtcdException e) {
            long compactRevision = history.compactRevision();
            if (e.error() != EtcdError.COMPACTED || compactRevision <= catchUp.fromRevision()) {
                failLater(e.error() == EtcdError.COMPACTED ? EtcdError.CORRUPT : e.error());
                throw e;
            }
            hub.compacted(compactRevision);
            later(() -> onPage(catchUp.nothing()));
        } catch (RuntimeException e) {
            failLater(EtcdError.CORRUPT);
            throw e;
        }
    }

    private void onPage(CatchUp.Result read) {
        page = read;
        pump();
    }

    private void fail(EtcdError error) {
        if (!closed) {
            close();
            wiring.sink().fail(error);
        }
    }

    private void later(Runnable task) {
        try {
            wiring.eventLoop().execute(task);
        } catch (RejectedExecutionException e) {
            // The event loop is gone and with it the connection; nobody is left to be told.
            hub.abandon(this);
        }
    }

    /**
     * Where a stream is attached.
     *
     * @param sink the client's side
     * @param eventLoop the thread of the stream
     */
    record Wiring(WatchSink sink, Executor eventLoop) {}
}
