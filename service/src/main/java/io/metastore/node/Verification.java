package io.metastore.node;

import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.verification.ClusterHashes;
import io.metastore.verification.CompactionCheck;
import io.metastore.verification.Finding;
import io.metastore.verification.InconsistentDataException;
import io.metastore.verification.InitialCheck;
import io.metastore.verification.PeriodicCheck;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Decides when members compare their data: at the start, and from time to time while this member
 * leads. A member that is found to be wrong gets the alarm CORRUPT. One comparison at a time; one
 * that cannot be finished is left to the next time.
 */
final class Verification {
    private final VerificationSettings settings;
    private final Leadership leadership;
    private final Alarms alarms;
    private final Consumer<Finding> told;
    private final ScheduledExecutorService timer;
    private final InitialCheck initial;
    private final PeriodicCheck periodic;
    private final CompactionCheck ofCompactions;
    private final AtomicBoolean running = new AtomicBoolean();

    /**
     * @param told hears of every finding, for the log
     */
    Verification(
            VerificationSettings settings,
            ClusterHashes hashes,
            Duties duties,
            Consumer<Finding> told) {
        this.settings = settings;
        this.leadership = duties.leadership();
        this.alarms = duties.alarms();
        this.timer = duties.timer();
        this.told = told;
        this.initial = new InitialCheck(hashes, told);
        this.periodic = new PeriodicCheck(hashes, this::found);
        this.ofCompactions = new CompactionCheck(hashes, this::found);
    }

    /** What checks need besides hashes: who leads, whom to tell, and time. */
    record Duties(Leadership leadership, Alarms alarms, ScheduledExecutorService timer) {}

    /**
     * Begins the duties of a leader; they do nothing while another member leads.
     *
     * <p>The first comparison of everything comes after a full period.
     */
    void start() {
        if (settings.periodMillis() > 0) {
            every(settings.periodMillis(), periodic::run);
        }
        if (settings.ofCompactions()) {
            every(settings.ofCompactionsPeriodMillis(), ofCompactions::run);
        }
    }

    /**
     * Compares with the members that run, if that is wanted.
     *
     * @throws io.metastore.verification.InconsistentDataException when this member must not serve
     */
    void checkInitially() {
        if (settings.initially()) {
            try {
                initial.run().toCompletableFuture().join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof InconsistentDataException wrong ? wrong : e;
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // ends with the timer
    private void every(long millis, Supplier<CompletionStage<Void>> check) {
        timer.schedule(
                () -> {
                    run(check);
                    every(millis, check);
                },
                millis,
                TimeUnit.MILLISECONDS);
    }

    private void run(Supplier<CompletionStage<Void>> check) {
        if (leadership.isSelf() && running.compareAndSet(false, true)) {
            check.get().whenComplete((done, failure) -> running.set(false));
        }
    }

    private void found(Finding finding) {
        told.accept(finding);
        finding.guilty().forEach(memberId -> alarms.raise(memberId, AlarmType.CORRUPT));
    }
}
