package io.metastore.cli.bench;

/** One request that is under way. */
final class Attempt {
    private final LoadClient client;
    private final long dueNanos;

    Attempt(LoadClient client, long dueNanos) {
        this.client = client;
        this.dueNanos = dueNanos;
    }

    /** The moment from which its latency counts. */
    long dueNanos() {
        return dueNanos;
    }

    /** It succeeded; the client goes on. */
    void succeeded(Series series) {
        succeeded(series, dueNanos);
    }

    /** It succeeded, and what is measured began later. */
    void succeeded(Series series, long sinceNanos) {
        series.recordSince(sinceNanos);
        client.succeeded();
    }

    /** It failed; the client goes on after a pause. */
    void failed(Series series, Throwable failure) {
        series.fail(failure);
        client.failed(failure);
    }
}
