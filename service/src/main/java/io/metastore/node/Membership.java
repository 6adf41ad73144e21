package io.metastore.node;

import io.metastore.api.etcdserverpb.Member;
import io.metastore.command.ClusterBootstrap;
import io.metastore.command.Command;
import io.metastore.command.MemberPublication;
import io.metastore.command.MemberSurvival;
import io.metastore.member.MemberStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Brings this member into the replicated list of members: the first leader records the members the
 * cluster starts with, unless this member joined later, and each member then publishes its name and
 * client URLs once per start.
 */
final class Membership {
    private final Identity identity;
    private final MemberStore members;
    private final Proposals proposals;
    private final Executor timer;
    private final boolean alone;
    private final CompletableFuture<Void> published = new CompletableFuture<>();

    /**
     * @param alone whether this member goes on without the others, which are removed first
     */
    Membership(
            Identity identity,
            MemberStore members,
            Proposals proposals,
            Executor timer,
            boolean alone) {
        this.identity = identity;
        this.alone = alone;
        this.members = members;
        this.proposals = proposals;
        this.timer = timer;
    }

    /** Completes when the cluster knows where this member serves its clients. */
    CompletionStage<Void> published() {
        return published;
    }

    /** Starts publishing; goes on until it succeeds or the node stops. */
    void publish() {
        ClusterBootstrap bootstrap =
                ClusterBootstrap.newBuilder()
                        .setClusterId(identity.clusterId())
                        .addAllMembers(identity.bootstrapMembers())
                        .build();
        MemberPublication publication =
                MemberPublication.newBuilder()
                        .setId(identity.memberId())
                        .setName(identity.name())
                        .addAllClientUrls(identity.clientUrls())
                        .build();
        CompletionStage<?> bootstrapped =
                members.members().isEmpty() && !identity.joined()
                        ? propose(Command.newBuilder().setClusterBootstrap(bootstrap))
                        : CompletableFuture.completedFuture(null);
        bootstrapped
                .thenCompose(done -> alone ? survive() : CompletableFuture.completedFuture(null))
                .thenCompose(
                        done -> propose(Command.newBuilder().setMemberPublication(publication)))
                .whenComplete(
                        (done, failure) -> {
                            if (failure == null) {
                                published.complete(null);
                            } else if (!proposals.isStopped()) {
                                timer.execute(this::publish);
                            }
                        });
    }

    private CompletionStage<?> survive() {
        Member self =
                identity.bootstrapMembers().stream()
                        .filter(member -> member.getID() == identity.memberId())
                        .findFirst()
                        .orElseThrow();
        return propose(
                Command.newBuilder()
                        .setMemberSurvival(MemberSurvival.newBuilder().setMember(self)));
    }

    private CompletionStage<?> propose(Command.Builder command) {
        return proposals.submit(command.build(), timer);
    }
}
