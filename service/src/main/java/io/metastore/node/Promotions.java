package io.metastore.node;

import com.google.protobuf.InvalidProtocolBufferException;
import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.peer.PeerQuestion;
import io.metastore.peer.ProgressAnswer;
import io.metastore.peer.ProgressRequest;
import io.metastore.peer.PromotionAnswer;
import io.metastore.peer.PromotionCheck;
import io.metastore.raft.Consensus;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Whether a learner may vote. The leader decides, after asking the learner how far it is: it must
 * have applied nine tenths of the leader's log. Any thread.
 */
final class Promotions {
    /** In tenths of the leader's log. */
    private static final int READY_TENTHS = 9;

    /** Time after which a leader that did not answer is asked again. */
    private static final long RETRY_MILLIS = 250;

    private final ClusterView cluster;
    private final Leadership leadership;
    private final Supplier<Consensus> consensus;
    private final ReconfigurationRules rules;
    private final ScheduledExecutorService timer;
    private final long questionMillis;
    private final long timeoutMillis;

    /** What is looked at, and who asks again. */
    record Parts(ClusterView cluster, Leadership leadership, ScheduledExecutorService timer) {}

    /**
     * @param questionMillis time for one question to another member
     * @param timeoutMillis time for an answer of whoever leads
     */
    Promotions(
            Parts parts,
            Supplier<Consensus> consensus,
            ReconfigurationRules rules,
            long questionMillis,
            long timeoutMillis) {
        this.cluster = parts.cluster();
        this.leadership = parts.leadership();
        this.timer = parts.timer();
        this.consensus = consensus;
        this.rules = rules;
        this.questionMillis = questionMillis;
        this.timeoutMillis = timeoutMillis;
    }

    /** What speaks against a promotion, as etcd's text; empty when nothing does. Leader only. */
    CompletionStage<String> check(long id) {
        if (!leadership.isSelf()) {
            return refused(EtcdError.NOT_LEADER);
        }
        Optional<Member> learner =
                cluster.members().stream().filter(member -> member.getID() == id).findFirst();
        if (learner.isEmpty()) {
            return refused(EtcdError.MEMBER_NOT_FOUND);
        }
        if (!learner.get().getIsLearner()) {
            return refused(EtcdError.MEMBER_NOT_LEARNER);
        }
        byte[] request =
                PeerQuestion.newBuilder()
                        .setProgress(ProgressRequest.getDefaultInstance())
                        .build()
                        .toByteArray();
        return consensus
                .get()
                .callMember(id, request, questionMillis)
                .thenApply(this::decide)
                .exceptionally(failure -> EtcdError.LEARNER_NOT_READY.message());
    }

    private String decide(byte[] answer) {
        long last = consensus.get().status().lastLogIndex();
        if (10 * progress(answer).getAppliedIndex() < READY_TENTHS * last) {
            return EtcdError.LEARNER_NOT_READY.message();
        }
        return rules.strict() && !StartedMembers.allowPromotion(cluster.voters())
                ? EtcdError.MEMBER_NOT_ENOUGH_STARTED.message()
                : "";
    }

    /** Asks the leader, which may be this member, again and again until there is one. */
    CompletionStage<String> askLeader(long id) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        askLeader(id, timeoutMillis / RETRY_MILLIS, answer);
        return answer;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a stopped timer drops it along with the node
    private void askLeader(long id, long attempts, CompletableFuture<String> answer) {
        askOnce(id)
                .exceptionally(failure -> EtcdError.NOT_LEADER.message())
                .thenAccept(
                        refusal -> {
                            if (!refusal.equals(EtcdError.NOT_LEADER.message())) {
                                answer.complete(refusal);
                            } else if (attempts <= 1) {
                                answer.complete(EtcdError.TIMEOUT.message());
                            } else {
                                timer.schedule(
                                        () -> askLeader(id, attempts - 1, answer),
                                        RETRY_MILLIS,
                                        TimeUnit.MILLISECONDS);
                            }
                        });
    }

    private CompletionStage<String> askOnce(long id) {
        if (leadership.isSelf()) {
            return check(id);
        }
        byte[] request =
                PeerQuestion.newBuilder()
                        .setPromotionCheck(PromotionCheck.newBuilder().setId(id))
                        .build()
                        .toByteArray();
        return consensus
                .get()
                .callMember(leadership.leader().memberId(), request, 2 * questionMillis)
                .thenApply(Promotions::refusal);
    }

    private static CompletionStage<String> refused(EtcdError error) {
        return CompletableFuture.completedStage(error.message());
    }

    private static ProgressAnswer progress(byte[] answer) {
        try {
            return ProgressAnswer.parseFrom(answer);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not an answer", e);
        }
    }

    private static String refusal(byte[] answer) {
        try {
            return PromotionAnswer.parseFrom(answer).getRefusal();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not an answer", e);
        }
    }
}
