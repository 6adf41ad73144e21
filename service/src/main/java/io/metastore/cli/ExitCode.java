package io.metastore.cli;

/** What the process ends with. */
final class ExitCode {
    static final int OK = 0;

    /** The command was understood and failed. */
    static final int FAILURE = 1;

    /** The command line, a variable or the configuration file is wrong. */
    static final int USAGE = 2;

    private ExitCode() {}
}
