package io.metastore.operator.member;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.metastore.api.etcdserverpb.ClusterGrpc;
import io.metastore.api.etcdserverpb.MaintenanceGrpc;
import io.metastore.api.etcdserverpb.Member;
import io.metastore.api.etcdserverpb.MemberAddRequest;
import io.metastore.api.etcdserverpb.MemberListRequest;
import io.metastore.api.etcdserverpb.MemberPromoteRequest;
import io.metastore.api.etcdserverpb.MemberRemoveRequest;
import io.metastore.api.etcdserverpb.MoveLeaderRequest;
import io.metastore.api.etcdserverpb.StatusRequest;
import io.metastore.api.etcdserverpb.StatusResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Opens a connection for each call. A cluster is asked every few seconds at most, and what is not
 * kept open cannot lead to a pod that is no longer there. Blocks; any thread may call.
 */
public final class GrpcMemberCalls implements MemberCalls {
    private static final long QUESTION_MILLIS_MAX = 2_000;

    /** Removing a leader takes an election; promoting waits for the change to be counted. */
    private static final long CHANGE_MILLIS_MAX = 10_000;

    @Override
    public Optional<MemberReport> report(String address) {
        return question(
                address,
                channel ->
                        report(
                                MaintenanceGrpc.newBlockingStub(channel)
                                        .withDeadlineAfter(
                                                QUESTION_MILLIS_MAX, TimeUnit.MILLISECONDS)
                                        .status(StatusRequest.getDefaultInstance())));
    }

    private static MemberReport report(StatusResponse status) {
        return new MemberReport(
                status.getHeader().getClusterId(),
                status.getHeader().getMemberId(),
                status.getLeader(),
                status.getIsLearner(),
                status.getRaftAppliedIndex(),
                status.getDbSize(),
                status.getVersion());
    }

    @Override
    public Optional<List<MemberEntry>> members(String address) {
        MemberListRequest request = MemberListRequest.newBuilder().setLinearizable(true).build();
        return question(
                address,
                channel ->
                        cluster(channel, QUESTION_MILLIS_MAX)
                                .memberList(request)
                                .getMembersList()
                                .stream()
                                .map(GrpcMemberCalls::entry)
                                .toList());
    }

    private static MemberEntry entry(Member member) {
        return new MemberEntry(
                member.getID(), member.getName(), member.getPeerURLsList(), member.getIsLearner());
    }

    @Override
    public void addLearner(String address, String peerUrl) {
        MemberAddRequest request =
                MemberAddRequest.newBuilder().addPeerURLs(peerUrl).setIsLearner(true).build();
        change(
                "MemberAdd",
                address,
                channel -> cluster(channel, CHANGE_MILLIS_MAX).memberAdd(request));
    }

    @Override
    public void promote(String address, long memberId) {
        MemberPromoteRequest request = MemberPromoteRequest.newBuilder().setID(memberId).build();
        change(
                "MemberPromote",
                address,
                channel -> cluster(channel, CHANGE_MILLIS_MAX).memberPromote(request));
    }

    @Override
    public void remove(String address, long memberId) {
        MemberRemoveRequest request = MemberRemoveRequest.newBuilder().setID(memberId).build();
        change(
                "MemberRemove",
                address,
                channel -> cluster(channel, CHANGE_MILLIS_MAX).memberRemove(request));
    }

    @Override
    public void moveLeader(String address, long targetId) {
        MoveLeaderRequest request = MoveLeaderRequest.newBuilder().setTargetID(targetId).build();
        change(
                "MoveLeader",
                address,
                channel ->
                        MaintenanceGrpc.newBlockingStub(channel)
                                .withDeadlineAfter(CHANGE_MILLIS_MAX, TimeUnit.MILLISECONDS)
                                .moveLeader(request));
    }

    private static ClusterGrpc.ClusterBlockingStub cluster(ManagedChannel channel, long millis) {
        return ClusterGrpc.newBlockingStub(channel)
                .withDeadlineAfter(millis, TimeUnit.MILLISECONDS);
    }

    private static <T> Optional<T> question(String address, Function<ManagedChannel, T> call) {
        try {
            return Optional.of(at(address, call));
        } catch (StatusRuntimeException e) {
            // Not answering is one of the answers that the planner is made for.
            return Optional.empty();
        }
    }

    private static void change(String name, String address, Function<ManagedChannel, ?> call) {
        try {
            at(address, call);
        } catch (StatusRuntimeException e) {
            throw new MemberCallException(name, address, e);
        }
    }

    private static <T> T at(String address, Function<ManagedChannel, T> call) {
        ManagedChannel channel =
                NettyChannelBuilder.forTarget("dns:///" + address).usePlaintext().build();
        try {
            return call.apply(channel);
        } finally {
            channel.shutdownNow();
        }
    }
}
