package io.metastore.operator.api;

/** What becomes of a volume that no member uses any more. */
public enum VolumePolicy {
    Retain,
    Delete
}
