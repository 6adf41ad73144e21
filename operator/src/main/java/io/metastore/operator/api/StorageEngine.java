package io.metastore.operator.api;

/** What a member keeps its state in, named like the values of its flag. */
public enum StorageEngine {
    memory,
    rocksdb
}
