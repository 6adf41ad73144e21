package io.metastore.cli.bench;

import io.metastore.cli.tool.ToolContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs phases of load, shows how they go, and ends those that go nowhere. Used by one thread. */
final class Measurement {
    private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SHOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How long answers are waited for after Ctrl-C. */
    private static final long LAST_ANSWERS_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

    private final ToolContext context;
    private final LoadOptions options;
    private final Site site;
    private final Interrupt interrupt;

    Measurement(ToolContext context, LoadOptions options, Site site, Interrupt interrupt) {
        this.context = context;
        this.options = options;
        this.site = site;
        this.interrupt = interrupt;
    }

    /** Makes load until its end, the user's or the cluster's. */
    Outcome run(Workload workload, List<Operation> clients, Extent extent, String what) {
        var pacing = new Pacing(options.rate(), extent, site.nanoTime());
        var phase = new Phase(clients, pacing, site.timer(), site.nanoTime());
        List<Series> series = workload.series();
        phase.begin();
        String failure;
        try (var progress = new ProgressLine(options.progress().line(context), what)) {
            failure = follow(phase, series, progress);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = "interrupted";
        }
        long notSent = pacing.notSent(phase.startedCount());
        long unanswered = phase.isOver() ? 0 : phase.underWay();
        if (failure == null && !interrupt.isAsked()) {
            workload.settle();
        }
        long planned = pacing.plannedNanos(phase.startedCount());
        List<SeriesResult> results =
                series.stream().map(one -> one.result(pacing.startNanos(), planned)).toList();
        boolean success = results.stream().anyMatch(one -> one.succeeded() > 0);
        if (failure == null && !success && phase.lastFailure() != null) {
            failure = explained(phase);
        }
        return new Outcome(results, notSent, unanswered, interrupt.isAsked(), failure);
    }

    /** Returns when the phase is over; why the cluster ended it, or null. */
    private @Nullable String follow(Phase phase, List<Series> series, ProgressLine progress)
            throws InterruptedException {
        var guard = new StallGuard(phase.now());
        long shown = phase.pacing().startNanos();
        while (!phase.await(CHECK_NANOS)) {
            long now = phase.now();
            if (interrupt.isAsked()) {
                phase.pacing().stop();
                awaitLastAnswers(phase);
                return null;
            }
            if (now - shown >= SHOW_NANOS) {
                progress.show(series, now - phase.pacing().startNanos(), now - shown);
                shown = now;
                if (isStalled(guard, phase, series, now)) {
                    phase.pacing().stop();
                    return explained(phase);
                }
            }
        }
        return null;
    }

    private static boolean isStalled(StallGuard guard, Phase phase, List<Series> series, long now) {
        long succeeded = series.stream().mapToLong(Series::succeeded).sum();
        long failed = series.stream().mapToLong(Series::failed).sum();
        return guard.isStalled(now, succeeded, failed, phase.underWay(), phase.lastFailure());
    }

    private static void awaitLastAnswers(Phase phase) throws InterruptedException {
        long since = phase.now();
        while (phase.underWay() > 0 && phase.now() - since < LAST_ANSWERS_NANOS_MAX) {
            if (phase.await(CHECK_NANOS)) {
                return;
            }
        }
    }

    private String explained(Phase phase) {
        return StallGuard.explain(site.connection(0), phase.lastFailure());
    }
}
