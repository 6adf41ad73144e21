package io.metastore.engine;

/**
 * The open transaction of the one writer. Its reads see its own writes; nobody else does before
 * {@link #commit()}, and then all of them at once. Confined to the thread that opened it.
 *
 * <p>A cursor of a batch is good until the batch's next write: {@link Cursor#next} after that
 * throws {@link IllegalStateException}; the row it is on stays readable. After {@link #commit()}
 * only {@link #close()} may be called.
 */
public interface WriteBatch extends View, AutoCloseable {
    /** Sets a row. Both arrays belong to the engine from here on. */
    void put(Keyspace keyspace, byte[] key, byte[] value);

    /** Removes a row, if it is there. */
    void delete(Keyspace keyspace, byte[] key);

    /**
     * Records which log entry this batch carries the state to.
     *
     * @throws IllegalArgumentException when the index or the term would go down
     */
    void applied(long index, long term);

    /** Makes every change visible in one step. */
    void commit();

    /** Discards what was not committed and lets the next writer in. */
    @Override
    void close();
}
