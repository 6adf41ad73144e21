package io.metastore.app.metrics;

/** What is measured of the keys and their watchers. Any thread; answers at once. */
public interface StoreFigures {
    long puts();

    long deletes();

    long ranges();

    /** Transactions with more than one operation. */
    long txns();

    long currentRevision();

    /** The revision below which history is gone, −1 when nothing was compacted. */
    long compactRevision();

    /** Keys that have a value or a history. */
    long keys();

    /** The bytes of keys and values ever put. */
    long putBytes();

    long sizeBytes();

    long sizeInUseBytes();

    /** Memory outside the heap that the state takes; its bound is a setting. */
    long nativeMemoryBytes();

    /** Events sent to watchers. */
    long events();

    long watchStreams();

    long watchers();

    /** Watchers that are behind the current revision. */
    long slowWatchers();

    /** Events that wait to be sent. */
    long pendingEvents();
}
