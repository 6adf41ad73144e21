package io.metastore.engine;

/** Rows of one scan, in order. Starts before the first row. Used by one thread and then closed. */
public interface Cursor extends AutoCloseable {
    /** Moves to the next row; false when there is none, and from then on. */
    boolean next();

    /** The key of the current row; not to be changed by the caller. */
    byte[] key();

    /** The value of the current row; not to be changed by the caller. */
    byte[] value();

    @Override
    void close();
}
