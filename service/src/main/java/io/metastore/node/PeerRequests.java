package io.metastore.node;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.member.MemberStore;
import io.metastore.peer.ClusterAnswer;
import io.metastore.peer.PeerQuestion;
import io.metastore.peer.ProgressAnswer;
import io.metastore.peer.PromotionAnswer;
import io.metastore.raft.Consensus;
import io.metastore.raft.ConsensusStatus;
import io.metastore.raft.PeerHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What other processes ask about the cluster over the peer port; passes on the rest. */
final class PeerRequests implements PeerHandler {
    private final PeerHandler others;
    private final Identity identity;
    private final MemberStore members;
    private final Supplier<Consensus> consensus;
    private final Promotions promotions;
    private final Standings standings;

    /** Who answers what. */
    record Parts(
            PeerHandler others,
            Identity identity,
            MemberStore members,
            Supplier<Consensus> consensus) {}

    PeerRequests(Parts parts, Promotions promotions, Standings standings) {
        this.others = parts.others();
        this.identity = parts.identity();
        this.members = parts.members();
        this.consensus = parts.consensus();
        this.promotions = promotions;
        this.standings = standings;
    }

    @Override
    public CompletionStage<byte[]> handle(byte[] request) {
        return others.handle(request);
    }

    @Override
    public CompletionStage<byte[]> handleAsMember(byte[] bytes) {
        PeerQuestion request = parse(bytes);
        if (request.hasHash()) {
            return others.handleAsMember(bytes);
        }
        CompletionStage<? extends Message> answer =
                switch (request.getQuestionCase()) {
                    case PROGRESS -> CompletableFuture.completedStage(progress());
                    case PROMOTION_CHECK ->
                            promotions
                                    .check(request.getPromotionCheck().getId())
                                    .thenApply(PeerRequests::promotionAnswer);
                    case STANDING_CHECK -> standings.own(request.getStandingCheck().getId());
                    case HASH, CLUSTER, QUESTION_NOT_SET -> unknown();
                };
        return answer.thenApply(Message::toByteArray);
    }

    @Override
    public CompletionStage<byte[]> handleStranger(byte[] bytes) {
        return parse(bytes).hasCluster()
                ? CompletableFuture.completedStage(cluster().toByteArray())
                : PeerRequests.<byte[]>unknown();
    }

    private ProgressAnswer progress() {
        ConsensusStatus status = consensus.get().status();
        return ProgressAnswer.newBuilder()
                .setCommittedIndex(status.committedIndex())
                .setAppliedIndex(status.appliedIndex())
                .build();
    }

    /** Only what has been applied: the members a cluster starts with may have changed since. */
    private ClusterAnswer cluster() {
        List<Member> applied = members.members();
        return ClusterAnswer.newBuilder()
                .setClusterId(identity.clusterId())
                .addAllMembers(applied)
                .build();
    }

    private static PromotionAnswer promotionAnswer(String refusal) {
        return PromotionAnswer.newBuilder().setRefusal(refusal).build();
    }

    private static <T> CompletionStage<T> unknown() {
        return CompletableFuture.failedStage(
                new UnsupportedOperationException("this version does not know the request"));
    }

    private static PeerQuestion parse(byte[] bytes) {
        try {
            return PeerQuestion.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a request", e);
        }
    }
}
