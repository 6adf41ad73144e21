package io.metastore.node;

import com.google.protobuf.Message;
import io.metastore.apply.EntryEncoder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A command whose answer somebody waits for, on a given executor. */
final class PendingCommand {
    private final byte[] encoded;
    private final Executor executor;
    private final long startNanos;
    private final CompletableFuture<Message> answer = new CompletableFuture<>();

    PendingCommand(byte[] encoded, Executor executor, long startNanos) {
        this.encoded = encoded;
        this.executor = executor;
        this.startNanos = startNanos;
    }

    byte[] encoded() {
        return encoded;
    }

    int sizeBytes() {
        return EntryEncoder.sizeOf(encoded);
    }

    Executor executor() {
        return executor;
    }

    long startNanos() {
        return startNanos;
    }

    CompletableFuture<Message> answer() {
        return answer;
    }
}
