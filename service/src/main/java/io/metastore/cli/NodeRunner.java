package io.metastore.cli;

/** Runs a node until it is told to stop. */
interface NodeRunner {
    /** Returns the exit code once the node has stopped; an error was printed. */
    int run(ServerSettings settings);
}
