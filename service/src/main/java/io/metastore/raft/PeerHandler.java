package io.metastore.raft;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers calls of other members; called on a thread of the transport and must not block. */
@FunctionalInterface
public interface PeerHandler {
    /** Answers what was sent to the leader; called only while this member leads. */
    CompletionStage<byte[]> handle(byte[] request);

    /** Answers what was sent to this member, whoever leads. */
    default CompletionStage<byte[]> handleAsMember(byte[] request) {
        return CompletableFuture.failedStage(
                new UnsupportedOperationException("this member answers the leader's calls only"));
    }
}
