package io.metastore.engine;

/** The order in which a scan returns its rows. */
public enum Direction {
    FORWARD,
    BACKWARD
}
