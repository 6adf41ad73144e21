package io.metastore.raft;

import java.util.concurrent.CompletionStage;

/** Answers calls of other members; called on a thread of the transport and must not block. */
@FunctionalInterface
public interface PeerHandler {
    CompletionStage<byte[]> handle(byte[] request);
}
