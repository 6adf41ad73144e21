package io.metastore.simulation;

import java.util.List;

/** Where a member may be on its way through an entry, a read, a snapshot or a start. */
final class Hops {
    /** Each by the name of the lane and that of the step after which it is reached. */
    static final List<String> ALL =
            List.of(
                    "main:start",
                    "raft:append",
                    "raft:persist",
                    "raft:receive",
                    "raft:called",
                    "raft:answered",
                    "raft:snapshot received",
                    "apply:apply",
                    "apply:read point",
                    "apply:snapshot written",
                    "apply:truncate",
                    "apply:log reset",
                    "snapshots:task",
                    "background:task",
                    "replays:task",
                    "hashes:task",
                    "workers:task",
                    "timer:task");

    private Hops() {}
}
