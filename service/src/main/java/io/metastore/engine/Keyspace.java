package io.metastore.engine;

import org.jspecify.annotations.Nullable;

/**
 * The ordered key spaces of an engine. The order of the constants is part of the snapshot format.
 */
public enum Keyspace {
    /**
     * User key to its newest live record, a serialised {@code mvccpb.KeyValue}. The value is equal
     * to that of the record's {@link #HISTORY} row; an engine may keep and count it once for both.
     */
    LATEST(0),
    /**
     * Revision (main, sub) to the record written at it; the rows are those of etcd's own backend.
     */
    HISTORY(1),
    /** User key and descending revision to the kind of change, for reads in the past. */
    INDEX(2),
    /** Leases, and the keys attached to each. */
    LEASE(3),
    /** Users, roles and permissions. */
    AUTH(4),
    /** Members of the cluster, by id. */
    MEMBER(5),
    /** Small facts about the state itself: revisions, identity, clocks. */
    META(6);

    private static final Keyspace[] BY_ID = values();

    private final int id;

    Keyspace(int id) {
        this.id = id;
    }

    /**
     * The number that stands for the keyspace in files; without gaps, in the order of constants.
     */
    public int id() {
        return id;
    }

    /** The keyspace with the number, or null if there is none. */
    public static @Nullable Keyspace ofId(int id) {
        return id >= 0 && id < BY_ID.length ? BY_ID[id] : null;
    }
}
