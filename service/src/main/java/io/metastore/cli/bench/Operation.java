package io.metastore.cli.bench;

/** What one client does again and again; it is asked for one request at a time. */
@FunctionalInterface
interface Operation {
    /**
     * Sends one request without waiting for the answer, and ends the attempt once, on any thread,
     * when that has come.
     */
    void start(Attempt attempt);
}
