package io.metastore.node;

import io.metastore.api.EtcdError;
import io.metastore.raft.Consensus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Linearizable read points. The only voter, while it leads, needs nobody's word: what it has
 * acknowledged it has applied. Otherwise one barrier serves every read that was waiting when it was
 * sent, and the reads that come meanwhile wait for the next one. Any thread.
 */
public final class Reads {
    /** Time after which a barrier that failed is asked for again. */
    static final long RETRY_MILLIS = 500;

    /** Reads that may wait at once, for whichever barrier; more are refused. */
    static final int WAITING_MAX = 65_536;

    private record WaitingRead(
            Executor executor, CompletableFuture<Void> answer, long startNanos, long term) {}

    private final Supplier<Consensus> consensus;
    private final Leadership leadership;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final NodeStats stats;
    private final long timeoutNanos;

    private final Object lock = new Object();
    private List<WaitingRead> waiting = new ArrayList<>();
    private boolean inFlight;

    /** Reads without an answer: those in {@link #waiting} and those of the barrier under way. */
    private int unanswered;

    Reads(
            Supplier<Consensus> consensus,
            Leadership leadership,
            ScheduledExecutorService timer,
            LongSupplier nanoTime,
            NodeStats stats,
            long timeoutMillis) {
        this.consensus = consensus;
        this.leadership = leadership;
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.stats = stats;
        this.timeoutNanos = timeoutMillis * 1_000_000;
    }

    /**
     * Completes when the applied state holds every write acknowledged before this call; at once, on
     * the calling thread, when that is known already, on the executor otherwise.
     */
    public CompletionStage<Void> linearizable(Executor executor) {
        if (leadership.isSelf() && consensus.get().answersAlone()) {
            return CompletableFuture.completedFuture(null);
        }
        WaitingRead read =
                new WaitingRead(
                        executor,
                        new CompletableFuture<>(),
                        nanoTime.getAsLong(),
                        leadership.leader().term());
        synchronized (lock) {
            if (unanswered >= WAITING_MAX) {
                return CompletableFuture.failedFuture(EtcdError.TOO_MANY_REQUESTS.exception());
            }
            unanswered++;
            waiting.add(read);
            if (inFlight) {
                return read.answer();
            }
            inFlight = true;
        }
        // The reads that the same turn of an event loop brings go along.
        Turn.atEnd(executor, () -> next(List.of()));
        return read.answer();
    }

    private List<WaitingRead> takeWaiting() {
        List<WaitingRead> group = waiting;
        waiting = new ArrayList<>();
        return group;
    }

    private void ask(List<WaitingRead> group) {
        consensus
                .get()
                .readBarrier()
                .whenComplete(
                        (index, failure) -> {
                            if (failure == null) {
                                complete(group, null);
                                next(List.of());
                            } else {
                                failed(group);
                            }
                        });
    }

    /**
     * Gives up the reads that are too old, and those whose leader has gone; tries the rest again.
     */
    private void failed(List<WaitingRead> group) {
        stats.barrierFailed();
        List<WaitingRead> again = new ArrayList<>();
        long now = nanoTime.getAsLong();
        Leadership.Leader leader = leadership.leader();
        for (WaitingRead read : group) {
            boolean leaderChanged = leader.memberId() != 0 && leader.term() != read.term();
            if (leaderChanged && read.term() != 0) {
                complete(List.of(read), EtcdError.LEADER_CHANGED);
            } else if (now - read.startNanos() >= timeoutNanos) {
                complete(List.of(read), leadership.timeoutOf(read.startNanos()));
            } else {
                again.add(read);
            }
        }
        if (again.isEmpty()) {
            next(List.of());
        } else {
            schedule(again);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a stopped timer drops it along with the node
    private void schedule(List<WaitingRead> again) {
        timer.schedule(() -> next(again), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void next(List<WaitingRead> again) {
        List<WaitingRead> group;
        synchronized (lock) {
            group = takeWaiting();
            group.addAll(0, again);
            inFlight = !group.isEmpty();
        }
        if (!group.isEmpty()) {
            ask(group);
        }
    }

    private void complete(List<WaitingRead> group, @Nullable EtcdError error) {
        synchronized (lock) {
            unanswered -= group.size();
        }
        Deliveries deliveries = new Deliveries();
        for (WaitingRead read : group) {
            deliveries.add(
                    read.executor(),
                    () -> {
                        if (error == null) {
                            read.answer().complete(null);
                        } else {
                            read.answer().completeExceptionally(error.exception());
                        }
                    });
        }
        deliveries.flush();
    }
}
