package io.metastore.cli;

import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param out what was asked for
 * @param err what went wrong
 */
public record Console(PrintWriter out, PrintWriter err) {
    /** Writes text as it is. */
    public void print(String text) {
        out.print(text);
        out.flush();
    }

    /** Says in one line what is wrong. */
    public void error(String message) {
        err.println("metastore: " + message);
        err.flush();
    }
}
