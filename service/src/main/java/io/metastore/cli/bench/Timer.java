package io.metastore.cli.bench;

/** Runs tasks later. */
interface Timer {
    /**
     * Runs a task, which must not block, once that moment has come.
     *
     * @param nanos on the clock of the run
     */
    void at(long nanos, Runnable task);
}
