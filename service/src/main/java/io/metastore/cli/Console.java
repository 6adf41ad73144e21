package io.metastore.cli;

import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param out what was asked for
 * @param err what went wrong
 */
record Console(PrintWriter out, PrintWriter err) {
    void print(String text) {
        out.print(text);
        out.flush();
    }

    void error(String message) {
        err.println("metastore: " + message);
        err.flush();
    }
}
