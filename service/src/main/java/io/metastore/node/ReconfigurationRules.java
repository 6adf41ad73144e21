package io.metastore.node;

/**
 * What may happen to the list of members.
 *
 * @param strict whether a change is refused that could cost the cluster its majority
 * @param learnersMax learners the cluster may have
 */
public record ReconfigurationRules(boolean strict, int learnersMax) {}
