package io.metastore.operator.plan;

/** The stateful set as it is: how many pods it keeps, and the template of those it makes next. */
public record Fleet(int replicas, String template) {}
