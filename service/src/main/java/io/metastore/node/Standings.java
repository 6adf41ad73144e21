package io.metastore.node;

import com.google.protobuf.InvalidProtocolBufferException;
import io.metastore.member.MemberStore;
import io.metastore.peer.PeerQuestion;
import io.metastore.peer.StandingAnswer;
import io.metastore.peer.StandingCheck;
import io.metastore.raft.Consensus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What members are to the group: only a leader can tell, so others ask it. Any thread. */
final class Standings {
    private static final StandingAnswer UNSETTLED = StandingAnswer.getDefaultInstance();

    private final long self;
    private final MemberStore members;
    private final Supplier<Consensus> consensus;
    private final long timeoutMillis;

    Standings(long self, MemberStore members, Supplier<Consensus> consensus, long timeoutMillis) {
        this.self = self;
        this.members = members;
        this.consensus = consensus;
        this.timeoutMillis = timeoutMillis;
    }

    /** What this member knows by itself. Never fails. */
    CompletionStage<StandingAnswer> own(long id) {
        return consensus
                .get()
                .configuration()
                .thenApply(
                        group ->
                                StandingAnswer.newBuilder()
                                        .setSettled(true)
                                        .setRemoved(members.view(id).removed())
                                        .setVoter(group.voters().contains(id))
                                        .setLearner(group.learners().contains(id))
                                        .build())
                .exceptionally(failure -> UNSETTLED);
    }

    /** What a member, perhaps this one, knows. Never fails. */
    CompletionStage<StandingAnswer> asked(long memberId, long id) {
        if (memberId == self) {
            return own(id);
        }
        if (memberId == 0) {
            return CompletableFuture.completedStage(UNSETTLED);
        }
        PeerQuestion request =
                PeerQuestion.newBuilder()
                        .setStandingCheck(StandingCheck.newBuilder().setId(id))
                        .build();
        return consensus
                .get()
                .callMember(memberId, request.toByteArray(), timeoutMillis)
                .thenApply(Standings::parse)
                .exceptionally(failure -> UNSETTLED);
    }

    private static StandingAnswer parse(byte[] answer) {
        try {
            return StandingAnswer.parseFrom(answer);
        } catch (InvalidProtocolBufferException e) {
            return UNSETTLED;
        }
    }
}
