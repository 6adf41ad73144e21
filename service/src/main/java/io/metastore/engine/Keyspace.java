package io.metastore.engine;

/**
 * The ordered key spaces of an engine. The order of the constants is part of the snapshot format.
 */
public enum Keyspace {
    /** User key to its newest live record, a serialised {@code mvccpb.KeyValue}. */
    LATEST,
    /**
     * Revision (main, sub) to the record written at it; the rows are those of etcd's own backend.
     */
    HISTORY,
    /** User key and descending revision to the kind of change, for reads in the past. */
    INDEX,
    /** Leases, and the keys attached to each. */
    LEASE,
    /** Users, roles and permissions. */
    AUTH,
    /** Members of the cluster, by id. */
    MEMBER,
    /** Small facts about the state itself: revisions, identity, clocks. */
    META
}
