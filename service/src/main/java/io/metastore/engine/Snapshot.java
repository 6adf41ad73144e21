package io.metastore.engine;

/** A stable view of the state as of one commit; never changes, safe for any thread. */
public interface Snapshot extends View, AutoCloseable {
    /** The index of the last log entry that the state holds. */
    long appliedIndex();

    /** The term of the entry at {@link #appliedIndex()}. */
    long appliedTerm();

    @Override
    void close();
}
