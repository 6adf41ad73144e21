package io.metastore.node;

/**
 * When members compare their data.
 *
 * @param initially whether this member compares before it says that it is ready
 * @param ofCompactions whether the leader compares what compactions left
 * @param periodMillis time between the leader's comparisons of everything; 0 for none
 * @param ofCompactionsPeriodMillis time between its comparisons of what compactions left
 */
public record VerificationSettings(
        boolean initially,
        boolean ofCompactions,
        long periodMillis,
        long ofCompactionsPeriodMillis) {}
