package io.metastore.tests.robustness.nemesis;

import io.metastore.tests.cluster.Network;
import io.metastore.tests.robustness.load.Members;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Lets one fault strike after the other, at random, on a thread of its own. */
public final class Nemesis implements AutoCloseable {
    private final List<Fault> faults;
    private final Duration restMax;
    private final Stage stage;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final CompletableFuture<Void> work;

    /**
     * Begins at once.
     *
     * @param title for the output
     * @param restMax between two faults
     */
    public Nemesis(Settings settings, String title, Duration restMax, Fault... faults) {
        this.faults = List.of(faults);
        this.restMax = restMax;
        this.stage =
                new Stage(
                        settings.members(),
                        settings.network(),
                        new Random(settings.seed() ^ title.hashCode()),
                        title);
        this.work = CompletableFuture.runAsync(this::work, thread);
    }

    /** Whom it strikes and what it draws its choices from. */
    public record Settings(Members members, Network network, long seed) {}

    private void work() {
        while (!stage.isOver()) {
            stage.pauseUpTo(restMax);
            if (!stage.isOver()) {
                faults.get(stage.random().nextInt(faults.size())).strike(stage);
            }
        }
    }

    /** Whether it has come to an end, which before {@link #close()} is a failure. */
    public boolean hasFailed() {
        return work.isCompletedExceptionally();
    }

    /** Lets the present fault come to its end. */
    @Override
    public void close() {
        stage.end();
        thread.shutdown();
        work.join();
    }
}
