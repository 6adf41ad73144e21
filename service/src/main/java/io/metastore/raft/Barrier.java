package io.metastore.raft;

import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.closure.ReadIndexClosure;
import java.util.concurrent.CompletableFuture;

/**
 * One question for the read index; answers its future once. {@link ReadBarriers} keeps the time:
 * the library would do so with a timer that wakes up every millisecond from the first question on.
 */
final class Barrier extends ReadIndexClosure {
    private static final long NO_TIMEOUT = -1;

    private final CompletableFuture<Long> answer = new CompletableFuture<>();

    Barrier() {
        super(NO_TIMEOUT);
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
