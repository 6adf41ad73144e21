package io.metastore.tests.robustness.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Threads that do their work until they are told to stop; what they fail with is not lost. */
final class Threads implements AutoCloseable {
    private final String name;
    private final List<CompletableFuture<Void>> running = new ArrayList<>();

    Threads(String name) {
        this.name = name;
    }

    synchronized void start(Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                                done.complete(null);
                            } catch (Throwable e) {
                                done.completeExceptionally(e);
                            }
                        },
                        name + "-" + running.size());
        thread.setDaemon(true);
        thread.start();
        running.add(done);
    }

    /** Throws what a thread has failed with. */
    synchronized void check() {
        running.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join);
    }

    /** Waits for the end of all; they must have been told. */
    @Override
    public synchronized void close() {
        running.forEach(CompletableFuture::join);
    }
}
