package io.metastore.node;

import java.util.concurrent.CompletionStage;

/** Brings an encoded entry to the leader's log, once; the stage fails when that may have failed. */
@FunctionalInterface
interface EntrySender {
    CompletionStage<Void> send(byte[] entry);
}
