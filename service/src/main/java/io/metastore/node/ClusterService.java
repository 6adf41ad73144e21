package io.metastore.node;

import io.metastore.api.etcdserverpb.Member;
import io.metastore.api.etcdserverpb.MemberListRequest;
import io.metastore.api.etcdserverpb.MemberListResponse;
import io.metastore.member.MemberStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The members of the cluster, as applied here. Any thread. */
public final class ClusterService {
    private final MemberStore members;
    private final Identity identity;
    private final Reads reads;
    private final Headers headers;

    ClusterService(MemberStore members, Identity identity, Reads reads, Headers headers) {
        this.members = members;
        this.identity = identity;
        this.reads = reads;
        this.headers = headers;
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
                                .addAllMembers(members())
                                .build());
    }

    /** The ids of all members. */
    List<Long> memberIds() {
        return members().stream().map(Member::getID).toList();
    }

    /** The applied members, or those the cluster starts with while nothing has been applied. */
    private List<Member> members() {
        List<Member> applied = members.members();
        return applied.isEmpty() ? identity.bootstrapMembers() : applied;
    }
}
