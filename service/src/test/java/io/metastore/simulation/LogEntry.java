package io.metastore.simulation;

import org.jspecify.annotations.Nullable;

/** An entry of the simulated log; one without data says who belongs to the group. */
final class LogEntry {
    private final long index;
    private final long term;
    private final byte @Nullable [] data;
    private final Group group;

    /**
     * @param group the group from this entry on
     */
    LogEntry(long index, long term, byte @Nullable [] data, Group group) {
        this.index = index;
        this.term = term;
        this.data = data;
        this.group = group;
    }

    long index() {
        return index;
    }

    long term() {
        return term;
    }

    /** What was proposed; null for an entry of the log's own. */
    byte @Nullable [] data() {
        return data;
    }

    Group group() {
        return group;
    }

    /** As it arrives at another member: nothing is shared. */
    LogEntry copy() {
        return new LogEntry(index, term, data == null ? null : data.clone(), group);
    }

    @Override
    public String toString() {
        return index + "/" + term + (data == null ? " " + group : "");
    }
}
