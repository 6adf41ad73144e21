package io.metastore.raft;

import java.nio.file.Path;
import java.util.List;

/**
 * How a member takes part in its group.
 *
 * @param group name that all members of one cluster share
 * @param self this member; its id is its identity in the log
 * @param voters the members a new group starts with, this one included; ignored once there is a
 *     log; empty for a member that waits to be added to a group
 * @param peers where the members of the group are reached, as far as known
 * @param listenHost the only address the peer port is bound to
 * @param listenPort port of that address
 * @param directory where log, vote and snapshots live
 * @param electionTimeoutMillis time without a leader before an election
 * @param heartbeatIntervalMillis time between heartbeats of a leader
 * @param snapshotCatchUpEntries entries kept in the log behind a snapshot for slow followers
 * @param readMode how read points are found
 * @param alone whether this member goes on as the only one of its group, whatever its log says of
 *     others; every entry of its log is taken for committed then
 */
public record ConsensusConfig(
        String group,
        Peer self,
        List<Peer> voters,
        List<Peer> peers,
        String listenHost,
        int listenPort,
        Path directory,
        int electionTimeoutMillis,
        int heartbeatIntervalMillis,
        int snapshotCatchUpEntries,
        ReadMode readMode,
        boolean alone) {
    public ConsensusConfig {
        voters = List.copyOf(voters);
        peers = List.copyOf(peers);
    }
}
