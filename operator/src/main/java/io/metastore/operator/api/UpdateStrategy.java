package io.metastore.operator.api;

/** Who restarts members whose template changed. */
public enum UpdateStrategy {
    OneByOne,
    OnDelete
}
