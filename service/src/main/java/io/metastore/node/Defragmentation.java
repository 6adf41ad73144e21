package io.metastore.node;

import io.metastore.engine.Engine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the engine's unused space back, one run at a time, while reads and writes go on. Who asks
 * during a run gets the outcome of one more run, shared by all who wait for it: the one under way
 * may have passed what they want to get rid of. Any thread.
 */
public final class Defragmentation {
    private final Engine engine;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private final LongConsumer durationNanos;

    private boolean running;
    private @Nullable CompletableFuture<Void> next;

    /**
     * @param executor where runs take place, for as long as they take
     * @param durationNanos told how long each run took
     */
    Defragmentation(
            Engine engine, Executor executor, LongSupplier nanoTime, LongConsumer durationNanos) {
        this.engine = engine;
        this.executor = executor;
        this.nanoTime = nanoTime;
        this.durationNanos = durationNanos;
    }

    /** Whether a run is under way. */
    public synchronized boolean isRunning() {
        return running;
    }

    /** Completes when a run that began after this call is over. */
    synchronized CompletionStage<Void> run() {
        CompletableFuture<Void> wanted = next;
        if (wanted == null) {
            wanted = new CompletableFuture<>();
            next = wanted;
            startNext();
        }
        return wanted;
    }

    private synchronized void startNext() {
        CompletableFuture<Void> answer = next;
        if (running || answer == null) {
            return;
        }
        next = null;
        running = true;
        executor.execute(() -> defragment(answer));
    }

    private void defragment(CompletableFuture<Void> answer) {
        long startNanos = nanoTime.getAsLong();
        try {
            engine.defragment();
            durationNanos.accept(nanoTime.getAsLong() - startNanos);
            ended();
            answer.complete(null);
        } catch (RuntimeException e) {
            ended();
            answer.completeExceptionally(e);
        }
        startNext();
    }

    private synchronized void ended() {
        running = false;
    }
}
