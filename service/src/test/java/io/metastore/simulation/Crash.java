package io.metastore.simulation;

/** Thrown to leave the middle of a step of a process that has just crashed there. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String where) {
        super(where, null, false, false);
    }
}
