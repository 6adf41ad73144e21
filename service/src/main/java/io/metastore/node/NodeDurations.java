package io.metastore.node;

import java.util.function.LongConsumer;

/**
 * Told how long what happens inside a node takes, in nanoseconds. Called on the node's own threads;
 * must not block.
 *
 * @param commitNanos each commit of the engine
 * @param snapshotNanos each snapshot written and each backup sent
 * @param defragmentNanos each run that gave space back
 * @param hashNanos each hash of the whole state
 * @param hashRevisionNanos each hash of the history at a revision
 */
public record NodeDurations(
        LongConsumer commitNanos,
        LongConsumer snapshotNanos,
        LongConsumer defragmentNanos,
        LongConsumer hashNanos,
        LongConsumer hashRevisionNanos) {}
