package io.metastore.cli.bench;

import io.grpc.StatusRuntimeException;
import io.metastore.api.etcdserverpb.ClusterGrpc;
import io.metastore.api.etcdserverpb.MaintenanceGrpc;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.api.etcdserverpb.MemberListRequest;
import io.metastore.api.etcdserverpb.StatusRequest;
import io.metastore.api.etcdserverpb.StatusResponse;
import io.metastore.cli.tool.Connection;
import io.metastore.cli.tool.ConnectionOptions;
import io.metastore.cli.tool.Endpoint;
import io.metastore.cli.tool.ToolFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the members that get the load, and sees that they answer. */
final class Targets {
    private final ConnectionOptions options;

    Targets(ConnectionOptions options) {
        this.options = options;
    }

    /**
     * The members to load.
     *
     * @param target null for the endpoints that were given
     * @throws ToolFailure when there are none, or one does not answer
     */
    List<Endpoint> find(@Nullable Target target) {
        List<Endpoint> found =
                target == null ? options.endpoints() : chosen(options.endpoints().get(0), target);
        found.forEach(this::status);
        return found;
    }

    private List<Endpoint> chosen(Endpoint asked, Target target) {
        long leader = status(asked).getLeader();
        if (leader == 0) {
            throw new ToolFailure(asked + " knows no leader; does a majority of the members run?");
        }
        List<Endpoint> chosen =
                members(asked).stream()
                        // A learner refuses what a voter answers.
                        .filter(member -> !member.getIsLearner())
                        .filter(member -> isMeant(member, leader, target))
                        .filter(member -> member.getClientURLsCount() > 0)
                        .map(member -> endpoint(member.getClientURLs(0)))
                        .toList();
        if (chosen.isEmpty()) {
            throw new ToolFailure(
                    "the cluster of %s has no members for --target %s".formatted(asked, target));
        }
        return chosen;
    }

    private static boolean isMeant(Member member, long leader, Target target) {
        return switch (target) {
            case all -> true;
            case leader -> member.getID() == leader;
            case followers -> member.getID() != leader;
        };
    }

    private static Endpoint endpoint(String url) {
        try {
            return Endpoint.parse(url);
        } catch (IllegalArgumentException unusable) {
            throw new ToolFailure(
                    "a member tells its clients to come to %s: %s"
                            .formatted(url, unusable.getMessage()),
                    unusable);
        }
    }

    private StatusResponse status(Endpoint endpoint) {
        try (Connection member = options.connect(endpoint)) {
            try {
                return options.limited(MaintenanceGrpc.newBlockingStub(member.channel()))
                        .status(StatusRequest.getDefaultInstance());
            } catch (StatusRuntimeException e) {
                throw member.failure(e);
            }
        }
    }

    private List<Member> members(Endpoint endpoint) {
        try (Connection member = options.connect(endpoint)) {
            try {
                return options.limited(ClusterGrpc.newBlockingStub(member.channel()))
                        .memberList(MemberListRequest.getDefaultInstance())
                        .getMembersList();
            } catch (StatusRuntimeException e) {
                throw member.failure(e);
            }
        }
    }
}
