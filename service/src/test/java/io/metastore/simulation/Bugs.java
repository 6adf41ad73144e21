package io.metastore.simulation;

import java.util.EnumSet;
import java.util.Set;

/** Mistakes planted on purpose, to see that the simulation finds them. */
final class Bugs {
    /** One mistake. */
    enum Bug {
        /** An entry that is in the log twice is applied twice. */
        RETRIES_ARE_NOT_RECOGNISED,
        /** A read point is given out before this member has applied it. */
        READS_DO_NOT_WAIT_FOR_APPLY,
        /** A leader answers for the read point by itself, without asking whether it still leads. */
        READ_INDEX_WITHOUT_MAJORITY,
        /** The log is truncated before the snapshot that replaces it is on the disk. */
        TRUNCATED_BEFORE_SNAPSHOT_IS_DURABLE,
        /** A leader commits what only it has on its disk. */
        COMMITTED_WITHOUT_MAJORITY,
        /** A new leader's lease clock begins where its own clock is. */
        LEASE_CLOCK_JUMPS
    }

    private final Set<Bug> planted;

    private Bugs(Set<Bug> planted) {
        this.planted = planted;
    }

    static Bugs none() {
        return new Bugs(EnumSet.noneOf(Bug.class));
    }

    static Bugs of(Bug bug) {
        return new Bugs(EnumSet.of(bug));
    }

    boolean has(Bug bug) {
        return planted.contains(bug);
    }
}
