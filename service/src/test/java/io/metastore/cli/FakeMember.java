package io.metastore.cli;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.metastore.api.EtcdError;
import io.metastore.api.etcdserverpb.AlarmMember;
import io.metastore.api.etcdserverpb.AlarmRequest;
import io.metastore.api.etcdserverpb.AlarmResponse;
import io.metastore.api.etcdserverpb.AlarmType;
import io.metastore.api.etcdserverpb.ClusterGrpc;
import io.metastore.api.etcdserverpb.HashKVRequest;
import io.metastore.api.etcdserverpb.HashKVResponse;
import io.metastore.api.etcdserverpb.KVGrpc;
import io.metastore.api.etcdserverpb.MaintenanceGrpc;
import io.metastore.api.etcdserverpb.Member;
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
import io.metastore.api.etcdserverpb.PutRequest;
import io.metastore.api.etcdserverpb.PutResponse;
import io.metastore.api.etcdserverpb.RangeRequest;
import io.metastore.api.etcdserverpb.RangeResponse;
import io.metastore.api.etcdserverpb.ResponseHeader;
import io.metastore.api.etcdserverpb.StatusRequest;
import io.metastore.api.etcdserverpb.StatusResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server that answers about itself and its cluster, and keeps what it was asked. */
final class FakeMember implements AutoCloseable {
    static final long CLUSTER_ID = 0x7e1de051b63089b8L;
    static final long ID = 0x8876210cd96651c6L;

    final List<Object> asked = new ArrayList<>();
    final List<Member> members = new ArrayList<>();
    boolean learner;
    boolean alarm;
    volatile boolean full;
    @Nullable Status failure;

    private final Server server;

    FakeMember() {
        try {
            server =
                    NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                            .addService(new Cluster())
                            .addService(new Maintenance())
                            .addService(new Keys())
                            .build()
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        members.add(
                Member.newBuilder()
                        .setID(ID)
                        .setName("default")
                        .addPeerURLs("http://127.0.0.1:26380")
                        .addClientURLs(endpoint())
                        .build());
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static ResponseHeader header() {
        return ResponseHeader.newBuilder()
                .setClusterId(CLUSTER_ID)
                .setMemberId(ID)
                .setRaftTerm(2)
                .build();
    }

    private <T> void answer(Object request, T answer, StreamObserver<T> observer) {
        asked.add(request);
        if (failure != null) {
            observer.onError(failure.asRuntimeException());
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }

    private final class Cluster extends ClusterGrpc.ClusterImplBase {
        @Override
        public void memberList(MemberListRequest request, StreamObserver<MemberListResponse> to) {
            var answer = MemberListResponse.newBuilder().setHeader(header());
            answer(request, answer.addAllMembers(members).build(), to);
        }

        @Override
        public void memberAdd(MemberAddRequest request, StreamObserver<MemberAddResponse> to) {
            Member added =
                    Member.newBuilder()
                            .setID(0xf0054767f38b6b28L)
                            .addAllPeerURLs(request.getPeerURLsList())
                            .setIsLearner(request.getIsLearner())
                            .build();
            members.add(added);
            var answer = MemberAddResponse.newBuilder().setHeader(header()).setMember(added);
            answer(request, answer.addAllMembers(members).build(), to);
        }

        @Override
        public void memberRemove(
                MemberRemoveRequest request, StreamObserver<MemberRemoveResponse> to) {
            var answer = MemberRemoveResponse.newBuilder().setHeader(header());
            answer(request, answer.addAllMembers(members).build(), to);
        }

        @Override
        public void memberUpdate(
                MemberUpdateRequest request, StreamObserver<MemberUpdateResponse> to) {
            var answer = MemberUpdateResponse.newBuilder().setHeader(header());
            answer(request, answer.addAllMembers(members).build(), to);
        }

        @Override
        public void memberPromote(
                MemberPromoteRequest request, StreamObserver<MemberPromoteResponse> to) {
            var answer = MemberPromoteResponse.newBuilder().setHeader(header());
            answer(request, answer.addAllMembers(members).build(), to);
        }
    }

    private final class Maintenance extends MaintenanceGrpc.MaintenanceImplBase {
        @Override
        public void status(StatusRequest request, StreamObserver<StatusResponse> to) {
            StatusResponse answer =
                    StatusResponse.newBuilder()
                            .setHeader(header().toBuilder().setRevision(2))
                            .setVersion("3.7.3")
                            .setDbSize(28672)
                            .setLeader(ID)
                            .setRaftIndex(7)
                            .setRaftTerm(2)
                            .setRaftAppliedIndex(7)
                            .setDbSizeInUse(16384)
                            .setStorageVersion("3.7.0")
                            .setDbSizeQuota(2147483648L)
                            .setIsLearner(learner)
                            .build();
            answer(request, answer, to);
        }

        @Override
        public void hashKV(HashKVRequest request, StreamObserver<HashKVResponse> to) {
            HashKVResponse answer =
                    HashKVResponse.newBuilder()
                            .setHeader(header().toBuilder().setRevision(2))
                            .setHash((int) 3628877040L)
                            .setCompactRevision(-1)
                            .setHashRevision(2)
                            .build();
            answer(request, answer, to);
        }

        @Override
        public void alarm(AlarmRequest request, StreamObserver<AlarmResponse> to) {
            var answer = AlarmResponse.newBuilder().setHeader(header());
            if (alarm) {
                answer.addAlarms(AlarmMember.newBuilder().setAlarm(AlarmType.NOSPACE));
            }
            answer(request, answer.build(), to);
        }
    }

    private final class Keys extends KVGrpc.KVImplBase {
        @Override
        public void range(RangeRequest request, StreamObserver<RangeResponse> to) {
            answer(request, RangeResponse.newBuilder().setHeader(header()).build(), to);
        }

        @Override
        public void put(PutRequest request, StreamObserver<PutResponse> to) {
            if (full) {
                var refusal = Status.fromCode(EtcdError.NO_SPACE.code());
                String why = EtcdError.NO_SPACE.message();
                to.onError(refusal.withDescription(why).asRuntimeException());
            } else {
                answer(request, PutResponse.newBuilder().setHeader(header()).build(), to);
            }
        }
    }
}
