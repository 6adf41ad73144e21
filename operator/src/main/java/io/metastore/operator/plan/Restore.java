package io.metastore.operator.plan;

/** How far the backup is that a new cluster begins with. */
public enum Restore {
    /** There is none to begin with. */
    NotWanted,
    /** Nothing has been done yet. */
    Due,
    Running,
    Failed,
    /** The first volume holds the data of the first member. */
    Done
}
