package io.metastore.node;

import com.google.protobuf.Message;
import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.MemberAddRequest;
import io.metastore.api.etcdserverpb.MemberAddResponse;
import io.metastore.api.etcdserverpb.MemberListRequest;
import io.metastore.api.etcdserverpb.MemberListResponse;
import io.metastore.api.etcdserverpb.MemberPromoteRequest;
import io.metastore.api.etcdserverpb.MemberPromoteResponse;
import io.metastore.api.etcdserverpb.MemberRemoveRequest;
import io.metastore.api.etcdserverpb.MemberRemoveResponse;
import io.metastore.api.etcdserverpb.MemberUpdateRequest;
import io.metastore.api.etcdserverpb.MemberUpdateResponse;
import io.metastore.command.Command;
import io.metastore.command.MemberAddition;
import io.metastore.command.MemberPromotion;
import io.metastore.command.MemberRemoval;
import io.metastore.command.MemberUpdate;
import io.metastore.peer.StandingAnswer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * The members of the cluster. A change is answered when it is in the list; one that takes away or
 * gives a vote only when the group follows it, so that the client may rely on who counts. Any
 * thread.
 */
public final class ClusterService {
    private final ClusterView cluster;
    private final Reads reads;
    private final Headers headers;
    private final Proposals proposals;
    private final MemberChecks checks;
    private final Promotions promotions;
    private final GroupWaits waits;
    private final LongSupplier unixSeconds;

    /** The parts of a node that the service works with. */
    record Parts(ClusterView cluster, Reads reads, Headers headers, Proposals proposals) {}

    /** Who lets a change through, and who knows that it is done. */
    record Guards(MemberChecks checks, Promotions promotions, GroupWaits waits) {}

    /**
     * @param unixSeconds the clock that goes into the ids of new members
     */
    ClusterService(Parts parts, Guards guards, LongSupplier unixSeconds) {
        this.cluster = parts.cluster();
        this.reads = parts.reads();
        this.headers = parts.headers();
        this.proposals = parts.proposals();
        this.checks = guards.checks();
        this.promotions = guards.promotions();
        this.waits = guards.waits();
        this.unixSeconds = unixSeconds;
    }

    /** The members, ascending by id; from a linearizable read point when asked so. */
    public CompletionStage<MemberListResponse> memberList(
            MemberListRequest request, Executor executor) {
        CompletionStage<Void> point =
                request.getLinearizable()
                        ? reads.linearizable(executor)
                        : CompletableFuture.completedFuture(null);
        return point.thenApply(
                unused ->
                        MemberListResponse.newBuilder()
                                .setHeader(headers.apply(0))
                                .addAllMembers(cluster.members())
                                .build());
    }

    /** Adds a member, which is to be started then. It counts when it has caught up. */
    public CompletionStage<MemberAddResponse> memberAdd(
            MemberAddRequest request, Executor executor) {
        MemberAddition addition =
                MemberAddition.newBuilder()
                        .addAllPeerUrls(PeerUrls.checked(request.getPeerURLsList()))
                        .setIsLearner(request.getIsLearner())
                        .setUnixSeconds(unixSeconds.getAsLong())
                        .setLearnersMax(checks.learnersMax())
                        .build();
        checks.addition(request.getIsLearner());
        return propose(
                        Command.newBuilder().setMemberAddition(addition),
                        MemberAddResponse.class,
                        executor)
                .thenApply(answer -> answer.toBuilder().setHeader(headers.apply(0)).build());
    }

    /** Removes a member; answered when the group does not count it any more. */
    public CompletionStage<MemberRemoveResponse> memberRemove(
            MemberRemoveRequest request, Executor executor) {
        long id = request.getID();
        checks.removal(id);
        MemberRemoval removal = MemberRemoval.newBuilder().setId(id).build();
        return propose(
                        Command.newBuilder().setMemberRemoval(removal),
                        MemberRemoveResponse.class,
                        executor)
                .thenCompose(
                        answer ->
                                waits.until(
                                        id,
                                        standing -> !standing.getVoter() && !standing.getLearner(),
                                        answer))
                .thenApplyAsync(
                        answer -> answer.toBuilder().setHeader(headers.apply(0)).build(), executor);
    }

    /** Gives a member other peer URLs; it is to be restarted there then. */
    public CompletionStage<MemberUpdateResponse> memberUpdate(
            MemberUpdateRequest request, Executor executor) {
        MemberUpdate update =
                MemberUpdate.newBuilder()
                        .setId(request.getID())
                        .addAllPeerUrls(PeerUrls.checked(request.getPeerURLsList()))
                        .build();
        return propose(
                        Command.newBuilder().setMemberUpdate(update),
                        MemberUpdateResponse.class,
                        executor)
                .thenApply(answer -> answer.toBuilder().setHeader(headers.apply(0)).build());
    }

    /** Makes a learner that has caught up a voter; answered when the group counts it. */
    public CompletionStage<MemberPromoteResponse> memberPromote(
            MemberPromoteRequest request, Executor executor) {
        long id = request.getID();
        return promotions
                .askLeader(id)
                .thenCompose(
                        refusal ->
                                refusal.isEmpty()
                                        ? promote(id, executor)
                                        : CompletableFuture.failedStage(
                                                EtcdError.ofMessage(refusal)
                                                        .orElse(EtcdError.TIMEOUT)
                                                        .exception()))
                .thenCompose(answer -> waits.until(id, StandingAnswer::getVoter, answer))
                .thenApplyAsync(
                        answer -> answer.toBuilder().setHeader(headers.apply(0)).build(), executor);
    }

    private CompletionStage<MemberPromoteResponse> promote(long id, Executor executor) {
        return propose(
                Command.newBuilder().setMemberPromotion(MemberPromotion.newBuilder().setId(id)),
                MemberPromoteResponse.class,
                executor);
    }

    private <T extends Message> CompletionStage<T> propose(
            Command.Builder command, Class<T> type, Executor executor) {
        return proposals.submit(command.build(), executor).thenApply(type::cast);
    }
}
