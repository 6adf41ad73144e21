package io.metastore.engine;

/**
 * An ordered, atomic byte store. One writer at a time, any number of readers on any thread; readers
 * see whole batches. Keys and values are treated as immutable from the moment they are handed over.
 */
public interface Engine extends View, AutoCloseable {
    /** Opens the one write batch; waits while another thread has one open. */
    WriteBatch begin();

    /** A stable view of the newest committed state. Cheap; must be closed. */
    Snapshot snapshot();

    /**
     * Replaces the whole state by the given rows, in one step: readers see the old state until the
     * new one is complete, and snapshots opened before stay as they are.
     *
     * @throws CorruptSnapshotException when the source is damaged; the old state then stays
     */
    void restore(SnapshotSource source);

    /**
     * Makes everything committed so far survive a crash of the process, if the engine is durable.
     */
    void flush();

    /** The index of the last log entry that the committed state holds; 0 when empty. */
    long appliedIndex();

    /** The term of the entry at {@link #appliedIndex()}; 0 when empty. */
    long appliedTerm();

    /** Bytes that the state occupies, as well as the engine can tell. */
    long sizeBytes();

    /**
     * Bytes of {@link #sizeBytes} that rows need; what is left of them comes back with {@link
     * #defragment}. An estimate, never above {@code sizeBytes}.
     */
    long sizeInUseBytes();

    /** Memory that the engine takes outside the heap, in bytes; 0 when it takes none. */
    long nativeMemoryBytes();

    /**
     * Gives back the space that no row needs any more. Returns when that is done; reads and writes
     * go on meanwhile. Any thread.
     */
    void defragment();

    @Override
    void close();
}
