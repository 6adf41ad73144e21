package io.metastore.engine;

/**
 * What is kept of a row of {@link Keyspace#LATEST} for itself by an engine that does not hold every
 * row in memory: so little that all summaries find room there when the rows do not, and that
 * merging them costs little.
 */
@FunctionalInterface
public interface RowSummary {
    /**
     * The summary of a row's value. The same value always has the same one.
     *
     * @throws EngineException when the bytes cannot be those of a row
     */
    byte[] of(byte[] value);
}
