package io.metastore.engine;

/** Where {@link Engine#restore} takes a state from: every row in order, keyspace by keyspace. */
public interface SnapshotSource {
    /** The index of the last log entry that the rows hold. */
    long appliedIndex();

    /** The term of that entry. */
    long appliedTerm();

    /**
     * Hands every row to the receiver, keyspaces in the order of their constants and keys
     * ascending.
     *
     * @throws CorruptSnapshotException when the source is damaged or incomplete
     */
    void forEach(RowReceiver receiver);

    /** Takes one row. */
    @FunctionalInterface
    interface RowReceiver {
        void row(Keyspace keyspace, byte[] key, byte[] value);
    }
}
