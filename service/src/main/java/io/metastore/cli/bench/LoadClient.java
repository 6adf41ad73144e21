package io.metastore.cli.bench;

/**
 * Sends one request after the other, each when it is due. Runs on the threads that bring answers.
 */
final class LoadClient {
    /** Keeps a client whose requests fail at once from doing nothing else. */
    static final long PAUSE_AFTER_FAILURE_NANOS = 50_000_000;

    private final Operation operation;
    private final Phase phase;

    LoadClient(Operation operation, Phase phase) {
        this.operation = operation;
        this.phase = phase;
    }

    void next() {
        long due = phase.pacing().next();
        if (due == Pacing.NONE) {
            phase.clientEnded();
        } else if (due <= phase.now()) {
            start(due);
        } else {
            phase.timer().at(due, () -> start(due));
        }
    }

    private void start(long due) {
        if (phase.pacing().isStopped()) {
            phase.clientEnded();
            return;
        }
        phase.started();
        operation.start(new Attempt(this, due));
    }

    void succeeded() {
        phase.answered();
        next();
    }

    void failed(Throwable failure) {
        phase.answered();
        phase.failed(failure);
        phase.timer().at(phase.now() + PAUSE_AFTER_FAILURE_NANOS, this::next);
    }
}
