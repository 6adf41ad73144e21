package io.metastore.simulation;

/** What happens to a cluster while clients use it. */
interface Script {
    void start();

    /** Ends whatever is still wrong: every member runs and reaches every other afterwards. */
    void stop();
}
