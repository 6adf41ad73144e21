package io.metastore.cli.bench;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** All clients at work, from the first request to the last answer. */
final class Phase {
    private final Pacing pacing;
    private final Timer timer;
    private final LongSupplier nanoTime;
    private final List<LoadClient> clients;
    private final CountDownLatch working;
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private volatile @Nullable Throwable lastFailure;

    Phase(List<Operation> operations, Pacing pacing, Timer timer, LongSupplier nanoTime) {
        this.pacing = pacing;
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.clients =
                operations.stream().map(operation -> new LoadClient(operation, this)).toList();
        this.working = new CountDownLatch(clients.size());
    }

    /** Lets the clients begin. */
    void begin() {
        clients.forEach(LoadClient::next);
    }

    /** Waits until all clients have ended; false when they have not by then. */
    boolean await(long nanos) throws InterruptedException {
        return working.await(nanos, TimeUnit.NANOSECONDS);
    }

    boolean isOver() {
        return working.getCount() == 0;
    }

    /** Requests that were sent. */
    long startedCount() {
        return started.get();
    }

    /** Requests that were sent and not answered. */
    long underWay() {
        // In this order a request that ends meanwhile makes the number too large, never negative.
        long ended = answered.get();
        return started.get() - ended;
    }

    @Nullable Throwable lastFailure() {
        return lastFailure;
    }

    Pacing pacing() {
        return pacing;
    }

    Timer timer() {
        return timer;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    void started() {
        started.incrementAndGet();
    }

    void answered() {
        answered.incrementAndGet();
    }

    void failed(Throwable failure) {
        lastFailure = failure;
    }

    void clientEnded() {
        working.countDown();
    }
}
