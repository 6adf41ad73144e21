package io.metastore.node;

import io.metastore.raft.Consensus;
import io.metastore.raft.ConsensusConfig;
import io.metastore.raft.PeerHandler;
import io.metastore.raft.StateMachine;

/** Makes the consensus of a node; not started yet. */
@FunctionalInterface
public interface ConsensusFactory {
    Consensus create(ConsensusConfig config, StateMachine stateMachine, PeerHandler peerHandler);
}
