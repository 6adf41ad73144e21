package io.metastore.raft;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers calls of other members; called on a thread of the transport and must not block. */
@FunctionalInterface
public interface PeerHandler {
    /** Answers a call that is meant for the leader. */
    CompletionStage<byte[]> handle(byte[] request);

    /** Answers a call that is meant for this member of the group, whether it leads or not. */
    default CompletionStage<byte[]> handleAsMember(byte[] request) {
        return CompletableFuture.failedStage(new NotLeaderException("no such call"));
    }

    /** Answers a call of somebody who may be no member of anything. */
    default CompletionStage<byte[]> handleStranger(byte[] request) {
        return CompletableFuture.failedStage(new NotLeaderException("no such call"));
    }
}
