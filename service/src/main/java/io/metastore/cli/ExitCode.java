package io.metastore.cli;

/** What the process ends with. */
public final class ExitCode {
    public static final int OK = 0;

    /** The command was understood and failed. */
    public static final int FAILURE = 1;

    /** The command line, a variable or the configuration file is wrong. */
    public static final int USAGE = 2;

    private ExitCode() {}
}
