package io.metastore.engine;

import java.nio.file.Path;

/** Writes the state of one engine into a directory, in one of the formats. */
@FunctionalInterface
public interface SnapshotWriter {
    /**
     * Captures the state as it is when this is called or later. Called by the writer of the engine.
     *
     * @param directory empty
     * @return writes the files; runs once, on any thread, while reads and writes go on
     */
    Runnable begin(Path directory);
}
