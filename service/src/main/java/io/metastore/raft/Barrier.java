package io.metastore.raft;

import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.closure.ReadIndexClosure;
import java.util.concurrent.CompletableFuture;

/** One question for the read index; answers its future once, in time or with a failure. */
final class Barrier extends ReadIndexClosure {
    private final CompletableFuture<Long> answer = new CompletableFuture<>();

    Barrier(long timeoutMillis) {
        super(timeoutMillis);
    }

    CompletableFuture<Long> answer() {
        return answer;
    }

    void refused(Throwable cause) {
        answer.completeExceptionally(new NotLeaderException("closing", cause));
    }

    @Override
    public void run(Status status, long index, byte[] context) {
        if (status.isOk()) {
            answer.complete(index);
        } else {
            answer.completeExceptionally(
                    new NotLeaderException("no read index: " + status.getErrorMsg()));
        }
    }
}
