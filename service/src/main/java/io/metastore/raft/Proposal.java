package io.metastore.raft;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Status;
import java.util.concurrent.CompletableFuture;

/** One entry on its way through the log; answers its future once. */
final class Proposal implements Closure {
    /**
     * The library answers with one code both when it refused an entry and when it gave up one that
     * it had appended; only the text tells them apart. Any other text counts as appended.
     */
    private static final String REFUSED = "Is not leader.";

    private final CompletableFuture<Void> answer = new CompletableFuture<>();

    CompletableFuture<Void> answer() {
        return answer;
    }

    @Override
    public void run(Status status) {
        if (status.isOk()) {
            answer.complete(null);
        } else if (certainlyNotAppended(status)) {
            answer.completeExceptionally(new NotLeaderException(status.getErrorMsg()));
        } else {
            lost(status.getErrorMsg());
        }
    }

    void refused(Throwable cause) {
        answer.completeExceptionally(new NotLeaderException("closing", cause));
    }

    void lost(String reason) {
        answer.completeExceptionally(new ProposalLostException(reason));
    }

    private static boolean certainlyNotAppended(Status status) {
        return switch (status.getRaftError()) {
            case EBUSY, ENODESHUTDOWN -> true;
            case EPERM -> REFUSED.equals(status.getErrorMsg());
            default -> false;
        };
    }
}
