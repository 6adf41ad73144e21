package io.metastore.operator.plan;

/**
 * What the member in a pod said about itself.
 *
 * @param leaderId id of the leader it knows, 0 for none
 */
public record Answer(long memberId, long leaderId, long appliedIndex) {}
